import { execFile } from 'node:child_process';
import { resolve as resolvePath } from 'node:path';

/** What Git says of a folder. Without Git, outside of a repository, or when it does not answer in time: nothing. */
export interface Git {
  /** The top folder of the repository. */
  readonly root: string;
  isIgnored(path: string): Promise<boolean>;
  isTracked(path: string): Promise<boolean>;
  /** The value of an attribute for a path, be there such a file or not: `lf`, `set`, `unspecified` … */
  attribute(path: string, name: string): Promise<string>;
  /** The address of `origin`; empty for none. */
  origin(): Promise<string>;
}

/** Looks, and changes nothing. */
export async function gitIn(folder: string): Promise<Git | undefined> {
  // The way up, and not the top itself, which Git tells with links followed.
  const up = await git(folder, ['rev-parse', '--show-cdup']);
  if (up === undefined) return undefined;
  return {
    root: resolvePath(folder, up.trim()),
    isIgnored: async (path) => (await git(folder, ['check-ignore', '--quiet', '--', path])) !== undefined,
    isTracked: async (path) => (await git(folder, ['ls-files', '--error-unmatch', '--', path])) !== undefined,
    attribute: async (path, name) => (await git(folder, ['check-attr', '-z', name, '--', path]))?.split('\0')[2] ?? '',
    origin: async () => (await git(folder, ['remote', 'get-url', 'origin']))?.trim() ?? '',
  };
}

/** What Git printed; `undefined` unless it ended well. */
async function git(folder: string, args: readonly string[]): Promise<string | undefined> {
  // A repository may name a program to run as its file monitor; looking must not run it.
  const quiet = ['-c', 'core.fsmonitor=false', '-C', folder, ...args];
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
  return await new Promise((resolve) => {
    execFile('git', quiet, { env, timeout: 10_000 }, (error, stdout) => resolve(error === null ? stdout : undefined));
  });
}
