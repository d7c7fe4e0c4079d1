import { ok, problem, skipped, type Finding } from './finding.ts';
import type { InstalledPackages } from './installed-packages.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { addCommand, localCommand, type PackageManager } from '../package-manager/package-manager.ts';

/** The oldest TypeScript that generated files compile with (codegen.md, types). */
const OLDEST_TYPESCRIPT = { major: 5, minor: 4 } as const;

export interface VersionPlaces {
  /** The version of the generator that runs. */
  readonly ownVersion: string;
  /** As the config sees them. */
  readonly atConfig: InstalledPackages;
  /** As the generated files see them. */
  readonly atOutput: InstalledPackages;
  readonly packageManager: PackageManager;
}

/** Whether generator, runtime and TypeScript fit together, and how to bring them there. Pure, but for looking packages up. */
export function checkVersions(places: VersionPlaces): readonly Finding[] {
  if (!places.atOutput.canLook) return [skipped('versions', "packages are kept by Plug'n'Play, where nobody else can look")];
  return [checkRuntime(places), ...checkGenerator(places), checkTypeScript(places)];
}

function checkRuntime({ ownVersion, atOutput, packageManager }: VersionPlaces): Finding {
  const version = atOutput.versionOf('@opus-codegen/runtime');
  const install = `Run \`${addCommand(packageManager, [`@opus-codegen/runtime@^${ownVersion}`])}\`.`;
  if (version === undefined) return problem('versions', diagnose('runtime-missing', { fix: install }));
  if (isAlike(version, ownVersion)) return ok('versions', `@opus-codegen/runtime ${version} fits this generator`);
  const what = `The runtime is of version ${version}, this generator of ${ownVersion}.`;
  const newest = isOlder(version, ownVersion) ? 'runtime' : 'generator';
  const args = newest === 'runtime' ? ['@opus-codegen/runtime@latest'] : ['-D', '@opus-codegen/generator@latest'];
  return problem('versions', diagnose('runtime-mismatch', { what, fix: `Run \`${addCommand(packageManager, args)}\`.` }));
}

function checkGenerator({ ownVersion, atConfig, packageManager }: VersionPlaces): readonly Finding[] {
  const version = atConfig.versionOf('@opus-codegen/generator');
  if (version === undefined || version === ownVersion) return [];
  const what = `The project has @opus-codegen/generator ${version}; this is ${ownVersion}.`;
  const fix = `Run \`${localCommand(packageManager, ['opus-codegen'])}\`, or install this one.`;
  return [problem('versions', diagnose('generator-mismatch', { what, fix }))];
}

function checkTypeScript({ atConfig, packageManager }: VersionPlaces): Finding {
  const version = atConfig.versionOf('typescript');
  if (version === undefined) return skipped('versions', 'TypeScript is not installed: Node.js runs the generated files as they are');
  const { major, minor } = parts(version);
  if (major > OLDEST_TYPESCRIPT.major || (major === OLDEST_TYPESCRIPT.major && minor >= OLDEST_TYPESCRIPT.minor))
    return ok('versions', `TypeScript ${version}`);
  const fix = `Run \`${addCommand(packageManager, ['-D', 'typescript@latest'])}\`.`;
  return problem('versions', diagnose('typescript-too-old', { what: `The project has TypeScript ${version}.`, fix }));
}

function isAlike(version: string, other: string): boolean {
  const [a, b] = [parts(version), parts(other)];
  return a.major === b.major && a.minor === b.minor;
}

function isOlder(version: string, other: string): boolean {
  const [a, b] = [parts(version), parts(other)];
  return a.major < b.major || (a.major === b.major && a.minor < b.minor);
}

/** The leading numbers of a version; the whole grammar is not needed to tell which is older. */
export function parts(version: string): { readonly major: number; readonly minor: number } {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return { major: Number(major), minor: Number(minor) };
}
