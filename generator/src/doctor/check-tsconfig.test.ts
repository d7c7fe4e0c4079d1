import { expect, test } from 'vitest';
import { tsconfigProblems, type CheckedOptions } from './check-tsconfig.ts';

function problems(
  options: CheckedOptions,
  typescriptVersion = '7.0.2',
  importExtension: 'auto' | '.ts' | '.js' | '' = 'auto',
): readonly string[] {
  return tsconfigProblems(options, { importExtension, barrel: true }, 'tsconfig.json', typescriptVersion).map((finding) =>
    finding.state === 'problem' ? `${finding.diagnostic.code} ${finding.diagnostic.what}` : finding.what,
  );
}

test.each<CheckedOptions>([
  { module: 'nodenext', strict: true },
  { module: 'NodeNext', strictNullChecks: true },
  { module: 'esnext', moduleResolution: 'bundler', strict: true },
  { module: 'preserve', strict: true },
])('%j fits', (options) => {
  expect(problems(options)).toEqual([]);
  expect(problems(options, '5.9.3')).toEqual([]);
});

test('the look-up of old, said or by default, is told', () => {
  expect(problems({ moduleResolution: 'Node', strict: true })).toEqual(['OPUS1034 tsconfig.json says "moduleResolution": "node".']);
  expect(problems({ moduleResolution: 'classic', strict: true })).toHaveLength(1);
  expect(problems({ module: 'commonjs', strict: true }, '5.9.3')).toEqual([
    'OPUS1034 tsconfig.json says nothing of "moduleResolution", which TypeScript 5.9.3 takes for "node10".',
  ]);
  expect(problems({ strict: true }, '6.0.0')).toEqual([]);
});

test('a compiler that does not mind null is told, with the default of its version', () => {
  expect(problems({ module: 'nodenext', strict: false })).toEqual(['OPUS1035 tsconfig.json does not check for null and undefined.']);
  expect(problems({ module: 'nodenext', strict: true, strictNullChecks: false })).toHaveLength(1);
  expect(problems({ module: 'nodenext' }, '5.9.3')).toHaveLength(1);
  expect(problems({ module: 'nodenext' }, '6.0.0')).toEqual([]);
});

test('an extension that the compiler refuses is told', () => {
  expect(problems({ module: 'nodenext', strict: true }, '7.0.2', '.ts')).toEqual([
    `OPUS1036 The config says importExtension: '.ts', which tsconfig.json refuses.`,
  ]);
  expect(problems({ module: 'nodenext', strict: true }, '7.0.2', '')).toHaveLength(1);
  expect(problems({ module: 'nodenext', strict: true }, '7.0.2', '.js')).toEqual([]);
  expect(problems({ moduleResolution: 'bundler', strict: true, allowImportingTsExtensions: true }, '7.0.2', '.ts')).toEqual([]);
});
