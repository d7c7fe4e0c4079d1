import { expect, test } from 'vitest';
import { checkVersions } from './check-versions.ts';
import type { InstalledPackages } from './installed-packages.ts';

type Versions = Readonly<Record<string, string>>;

function packages(versions: Versions): InstalledPackages {
  return { canLook: true, versionOf: (name) => versions[name] };
}

function said(versions: Versions): readonly string[] {
  const all = packages({ '@opus-codegen/runtime': '1.2.3', ...versions });
  return checkVersions({ ownVersion: '1.2.0', atConfig: all, atOutput: all, packageManager: 'pnpm' }).map((finding) =>
    finding.state === 'problem'
      ? `${finding.diagnostic.code} ${finding.diagnostic.what} ${finding.diagnostic.fix}`
      : `${finding.state} ${finding.what}`,
  );
}

test.each([
  [
    {},
    [
      'ok @opus-codegen/runtime 1.2.3 fits this generator',
      'skipped TypeScript is not installed: Node.js runs the generated files as they are',
    ],
  ],
  [{ typescript: '5.4.5' }, ['ok @opus-codegen/runtime 1.2.3 fits this generator', 'ok TypeScript 5.4.5']],
])('%j is well', (versions, expected) => {
  expect(said(versions)).toEqual(expected);
});

test.each([
  [
    { '@opus-codegen/runtime': '1.1.9' },
    'OPUS1032 The runtime is of version 1.1.9, this generator of 1.2.0. Run `pnpm add @opus-codegen/runtime@latest`.',
  ],
  [
    { '@opus-codegen/runtime': '2.0.0' },
    'OPUS1032 The runtime is of version 2.0.0, this generator of 1.2.0. Run `pnpm add -D @opus-codegen/generator@latest`.',
  ],
  [
    { '@opus-codegen/generator': '1.1.0' },
    'OPUS1033 The project has @opus-codegen/generator 1.1.0; this is 1.2.0. Run `pnpm exec opus-codegen`, or install this one.',
  ],
  [{ typescript: '5.3.3' }, 'OPUS1030 The project has TypeScript 5.3.3. Run `pnpm add -D typescript@latest`.'],
  [{ typescript: '4.9.5' }, 'OPUS1030 The project has TypeScript 4.9.5. Run `pnpm add -D typescript@latest`.'],
])('%j is told with what to run', (versions, expected) => {
  expect(said(versions)).toContain(expected);
});

test('without the runtime it says how to install the one that fits', () => {
  const none = packages({});
  const [first] = checkVersions({ ownVersion: '1.2.0', atConfig: none, atOutput: none, packageManager: 'npm' });
  expect(first).toMatchObject({ state: 'problem', diagnostic: { code: 'OPUS1031', fix: 'Run `npm i @opus-codegen/runtime@^1.2.0`.' } });
});

test("where Plug'n'Play keeps the packages nothing is claimed", () => {
  const hidden = { canLook: false, versionOf: () => undefined };
  expect(checkVersions({ ownVersion: '1.2.0', atConfig: hidden, atOutput: hidden, packageManager: 'yarn@berry' })).toMatchObject([
    { state: 'skipped' },
  ]);
});
