import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import { renderDiagnostics } from './render-diagnostics.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';

const plain = picocolors.createColors(false);

test('says what, where, why and how to go on, errors first', () => {
  expect(
    renderDiagnostics(
      [
        diagnose('workflow-inactive', { what: '"a" is switched off.', where: 'opus.config.ts › workflows.a' }),
        diagnose('lockfile-missing', { where: '/p/opus.lock.json' }),
      ],
      plain,
    ),
  ).toBe(`error OPUS2005 There is no lockfile.
  at  /p/opus.lock.json
  why Bindings are made from it, so that everybody gets the same ones.
  fix Run \`opus-codegen generate\` and commit opus.lock.json.

warning OPUS3010 "a" is switched off.
  at  opus.config.ts › workflows.a
  why It refuses jobs, or is about to.
  fix Ask its owner to publish it.`);
});

const missing = (name: string): ReturnType<typeof diagnose> =>
  diagnose('file-missing', { what: `${name} is missing.`, where: `/p/${name}` });

test('what has one reason and one fix is told together, and the same thing once', () => {
  expect(renderDiagnostics([missing('a.ts'), missing('b.ts'), missing('a.ts')], plain)).toBe(`error OPUS5009 a.ts is missing.
  at  /p/a.ts
error OPUS5009 b.ts is missing.
  at  /p/b.ts
  why Config and lockfile ask for it.
  fix Run \`opus-codegen generate --frozen\` and commit what it writes.`);
});

test('text from the service cannot paint the terminal', () => {
  expect(renderDiagnostics([diagnose('schema-note', { what: '\u001b[31mred' })], plain)).toMatch(/^warning OPUS3008 \\u\{1b\}\[31mred\n/);
});

test('where to read more is told on request, once for what is told together', () => {
  expect(renderDiagnostics([missing('a.ts'), missing('b.ts')], plain, { links: true })).toMatch(
    /\n {2}fix .*\n {2}see https:\/\/github\.com\/opus-codegen\/opus-codegen\/blob\/main\/docs\/diagnostics\.md#opus5009$/,
  );
});

test('nothing to say is nothing', () => {
  expect(renderDiagnostics([], plain)).toBe('');
});

function noted(count: number): string {
  return renderDiagnostics(
    Array.from({ length: count }, (_, index) => diagnose('schema-note', { what: 'The type is not known.', where: `w${index + 1}` })),
    plain,
  );
}

test('one sentence that holds in many places is said once', () => {
  expect(noted(2)).toMatch(/^warning OPUS3008 The type is not known\.\n {2}at {2}w1\n {2}at {2}w2\n {2}why /);
  expect(noted(9)).toMatch(/\n {2}at {2}w7\n {2}at {2}… and 2 more places\n {2}why /);
});
