import { format, resolveConfig } from 'prettier';
import { join } from 'node:path';
import { repositoryRoot } from '../../project/linked-project.ts';
import { commandsPage } from '../commands/page.ts';
import { messagesPage } from '../messages/page.ts';
import { rulesPage } from '../rules/page.ts';
import { walk } from '../walk/walk.ts';
import { WALKS } from '../walk/walks.ts';

/** Pages that a program makes, or parts of: what they should be today. */
export interface MadePages {
  /** A file, or a folder of them. */
  readonly path: string;
  /** Texts by path. */
  readonly make: () => Promise<Readonly<Record<string, string>>>;
}

export const MADE_PAGES: readonly MadePages[] = [
  page('docs/commands.md', commandsPage),
  page('docs/diagnostics.md', messagesPage),
  page('docs/drift-rules.md', rulesPage),
  ...WALKS.map((one) => ({ path: one.page, make: async () => ({ [one.page]: await walk(one) }) })),
  { path: 'docs/api', make: apiPages },
];

/** A page that is made as a whole, as `pnpm format` would leave it. */
function page(path: string, make: () => string | Promise<string>): MadePages {
  const filepath = join(repositoryRoot, path);
  return { path, make: async () => ({ [path]: await format(await make(), { ...(await resolveConfig(filepath)), filepath }) }) };
}

/** The runtime's own comments are being completed. */
function isDone(name: string): boolean {
  return !name.startsWith('runtime');
}

async function apiPages(): Promise<Readonly<Record<string, string>>> {
  const { makeApiReference } = await import('../api/api-reference.ts'); // brings a compiler
  const { pages, warnings, unnamedTypes, undocumented } = await makeApiReference();
  const problems = [
    ...warnings,
    ...unnamedTypes.filter(isDone),
    ...undocumented.filter(isDone).map((name) => `Nobody says what ${name} is.`),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return Object.fromEntries(Object.entries(pages).map(([name, text]) => [`docs/api/${name}`, text]));
}
