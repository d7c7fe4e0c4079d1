/** What a GitHub Actions runner would do with one line of output. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * Reads a line as the runner does (its ActionCommand: first the `::name key=value::data` form, at the start of a line or behind blanks; then the older
 * `##[name key=value]data`, anywhere in a line). The runner looks names up in a list; here every name counts, which is stricter.
 */
export function readRunnerLine(line: string): RunnerCommand | undefined {
  return readCommand(line.trimStart()) ?? readOlderCommand(line);
}

function readCommand(line: string): RunnerCommand | undefined {
  const end = line.indexOf('::', 2);
  if (!line.startsWith('::') || end < 0) return undefined;
  return {
    ...nameAndProperties(line.slice(2, end), ',', (value) => undo(value, { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',' })),
    data: undo(line.slice(end + 2), { '%0D': '\r', '%0A': '\n' }),
  };
}

function readOlderCommand(line: string): RunnerCommand | undefined {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;
  return { ...nameAndProperties(line.slice(start + 3, end), ';', (value) => value), data: line.slice(end + 1) };
}

function nameAndProperties(
  text: string,
  separator: string,
  undoEscapes: (value: string) => string,
): Pick<RunnerCommand, 'name' | 'properties'> {
  const blank = text.indexOf(' ');
  if (blank < 0) return { name: text, properties: {} };
  const pairs = text
    .slice(blank + 1)
    .trim()
    .split(separator)
    .map((pair) => pair.split(/=(.*)/s, 2))
    .filter((pair): pair is [string, string] => (pair[1] ?? '') !== '')
    .map(([key, value]) => [key, undoEscapes(value)] as const);
  return { name: text.slice(0, blank), properties: Object.fromEntries(pairs) };
}

/** One replacement after the other, the percent sign last: just so, and not all at once, the runner does it. */
function undo(text: string, escapes: Readonly<Record<string, string>>): string {
  return [...Object.entries(escapes), ['%25', '%'] as const].reduce(
    (result, [escape, character]) => result.replaceAll(escape, character),
    text,
  );
}
