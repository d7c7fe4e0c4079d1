import type { Colors } from './command.ts';
import { forTerminal } from '../reports/escape/terminal.ts';
import type { PlannedFile } from '../init/planned-file.ts';

/** Short enough to be read before saying yes. */
const MAX_SHOWN_LINES = 16;

/** A plan for people, file by file: what is created, which lines are added, what is there already. A key is never shown. */
export function planText(files: readonly PlannedFile[], colors: Colors): string {
  return files.flatMap((file) => fileLines(file, colors)).join('\n');
}

function fileLines(file: PlannedFile, colors: Colors): readonly string[] {
  const line = (verb: string, paint: (text: string) => string, note = ''): string =>
    `${paint(verb.padEnd(8))} ${forTerminal(file.path)}${note === '' ? '' : `  ${colors.dim(forTerminal(note))}`}`;
  const plus = (text: string): string => colors.dim(`         + ${forTerminal(text)}`);
  switch (file.kind) {
    case 'create': {
      if (file.isSecret === true) return [line('create', colors.green, 'with the service key; not committed')];
      const lines = file.text.trimEnd().split('\n');
      return lines.length > MAX_SHOWN_LINES
        ? [line('create', colors.green, `${lines.length} lines`)]
        : [line('create', colors.green), ...lines.map(plus)];
    }
    case 'add':
      return [line('add to', colors.yellow), ...file.added.map(plus)];
    case 'there':
      return [line('there', colors.dim, file.what)];
    case 'by-hand':
      return [line('by hand', colors.cyan, file.what)];
    default:
      return file satisfies never;
  }
}
