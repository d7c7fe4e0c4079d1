import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ts } from 'ts-morph';

/** The version of TypeScript installed for a folder, `[5, 9]`; `undefined` when none is. */
export function installedTypeScript(folder: string): readonly [major: number, minor: number] | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const version = versionIn(join(at, 'node_modules/typescript/package.json'));
    if (version !== undefined) return version;
    if (dirname(at) === at) return undefined;
  }
}

function versionIn(manifest: string): readonly [number, number] | undefined {
  try {
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version?: unknown }; // any JSON; looked at below
    const [, major, minor] = /^(\d+)\.(\d+)\./.exec(String(version)) ?? [];
    return major === undefined ? undefined : [Number(major), Number(minor)];
  } catch {
    return undefined;
  }
}

/**
 * What a project leaves unsaid means something else since TypeScript 6. One that is compiled with an older version is read as that version would,
 * so that no place is called broken that its own compiler takes.
 */
export function withDefaultsOf(
  version: readonly [major: number, minor: number] | undefined,
  options: ts.CompilerOptions,
): ts.CompilerOptions {
  if (version === undefined || version[0] >= 6) return options;
  return { strict: false, types: ['*'], noUncheckedSideEffectImports: false, ...options };
}
