/** One command of a `sh` block, as far as the pages need a shell. */
export interface ShellCommand {
  /** From 0, in the block. */
  readonly row: number;
  readonly line: string;
  /** `NAME=value` before the command, or after `export`. */
  readonly env: Readonly<Record<string, string>>;
  /** Program and arguments; empty where only variables are set. */
  readonly words: readonly string[];
  /** `> file` */
  readonly redirect?: string;
}

/** The commands of a block: comments dropped, `a && b` apart, a backslash at the end goes on. */
export function shellCommands(block: string): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  let begun = '';
  for (const [row, text] of block.split('\n').entries()) {
    const whole = `${begun}${text}`;
    begun = whole.endsWith('\\') ? whole.slice(0, -1) : '';
    if (begun !== '') continue;
    for (const line of withoutComment(whole).split(' && ')) {
      if (line.trim() !== '') commands.push(readCommand(line.trim(), row));
    }
  }
  return commands;
}

function readCommand(line: string, row: number): ShellCommand {
  const env: Record<string, string> = {};
  const words = wordsOf(line);
  if (words[0] === 'export') words.shift();
  for (let assigned; (assigned = /^([A-Z_]+)=(.*)$/.exec(words[0] ?? '')) !== null; words.shift())
    env[assigned[1] ?? ''] = assigned[2] ?? '';
  const at = words.indexOf('>');
  const redirect = at === -1 ? {} : { redirect: words[at + 1] ?? '' };
  return { row, line, env, words: at === -1 ? words : words.slice(0, at), ...redirect };
}

function withoutComment(line: string): string {
  return line.replace(/(?:^|\s)# .*$/, '');
}

function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
