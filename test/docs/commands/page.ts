import { readCommandLine } from '../../../generator/src/cli/program.ts';

/** docs/commands.md: what `--help` says of each command. */
export async function commandsPage(): Promise<string> {
  const overview = await helpOf();
  const names = [...(/^Commands:\n((?: .*\n)*)/m.exec(overview)?.[1] ?? '').matchAll(/^ {2}([a-z]+)/gm)].flatMap(([, name]) => name ?? []);
  const commands = await Promise.all(names.filter((name) => name !== 'help').map(async (name) => [name, await helpOf(name)] as const));
  return [
    `# Commands

What \`npx opus-codegen <command> --help\` says. Without a command it generates. The options up here are taken by every command. What each
ends with: [exit codes](drift.md#in-ci).`,
    block(overview),
    ...commands.flatMap(([name, help]) => [`## ${name}`, block(withoutGlobalOptions(help))]),
  ].join('\n\n');
}

async function helpOf(...command: readonly string[]): Promise<string> {
  let help = '';
  try {
    await readCommandLine([...command, '--help'], { version: '', cwd: '/', write: (text) => (help += text) });
  } catch (error) {
    // Help ends the reading of a command line by throwing.
    if (!(error instanceof Error && 'exitCode' in error && error.exitCode === 0)) throw error;
  }
  return help.trimEnd();
}

/** They are told once, above; but the formats are each command's own. */
function withoutGlobalOptions(help: string): string {
  const formats = [...(/--format [^]*?\(choices: ([^]*?),\s+default/.exec(help)?.[1]?.matchAll(/"([^"]+)"/g) ?? [])].map(
    ([, format]) => format,
  );
  return help.replace(/\n\nGlobal Options:\n(?: .*\n?)+/, `\n\n--format: ${formats.join(', ')}\n`);
}

function block(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}
