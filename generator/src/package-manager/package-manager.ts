import { detect, resolveCommand, type Agent } from 'package-manager-detector';
import type { Env } from '../config/env-file.ts';

/** `pnpm`, `yarn@berry` … */
export type PackageManager = Agent;

/** The package manager of a folder: by the lockfile and package.json, there or above; else the one that runs us; else npm. */
export async function packageManagerOf(folder: string, env: Env): Promise<PackageManager> {
  const detected = await detect({ cwd: folder });
  const [, running] = /^(npm|pnpm|yarn|bun|deno)\//.exec(env['npm_config_user_agent'] ?? '') ?? [];
  return detected?.agent ?? (running as PackageManager | undefined) ?? 'npm'; // the pattern's own words
}

/** `pnpm exec opus-codegen check`: how a project runs what it has installed. */
export function localCommand(packageManager: PackageManager, args: readonly string[]): string {
  // Never one that is not installed: what the registry has under the name of our command need not be ours.
  if (packageManager === 'npm') return ['npx', '--no-install', ...args].join(' ');
  if (packageManager === 'bun') return ['bun', 'run', ...args].join(' ');
  return commandLine(packageManager, 'execute-local', args);
}

/** `npm i -D @opus-codegen/generator` */
export function addCommand(packageManager: PackageManager, args: readonly string[]): string {
  return commandLine(packageManager, 'add', args);
}

/** `npm ci`: installs what the lockfile says and nothing else. */
export function frozenInstallCommand(packageManager: PackageManager): string {
  return commandLine(packageManager, 'frozen', []);
}

function commandLine(packageManager: PackageManager, name: Parameters<typeof resolveCommand>[1], args: readonly string[]): string {
  const { command, args: all } = resolveCommand(packageManager, name, [...args]) ?? { command: 'npx', args: [...args] };
  return [command, ...all].join(' ');
}
