import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportTargets } from './report-targets.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';

const cwd = resolve('/work');

function problems(...values: readonly string[]): readonly string[] {
  try {
    reportTargets(values, cwd);
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ what, fix }) => `${what} ${fix}`);
  }
}

test('format and file, as often as wanted; a file name may hold anything', () => {
  expect(reportTargets(['json=a.json', 'sarif=out/b=c.sarif', 'html=/tmp/x y.html'], cwd)).toEqual([
    { format: 'json', path: resolve(cwd, 'a.json') },
    { format: 'sarif', path: resolve(cwd, 'out/b=c.sarif') },
    { format: 'html', path: resolve('/tmp/x y.html') },
  ]);
});

describe('refused, everything at once', () => {
  test.each([
    ['sarf=a', '--report sarf=a: there is no format "sarf". Did you mean --report sarif=a?'],
    [
      'drift.json',
      '--report drift.json: there is no format "drift.json". Formats: text, json, github, junit, sarif, gitlab, markdown, html.',
    ],
    ['json', '--report json: the file is missing. Write --report json=<file>.'],
    ['json=', '--report json=: the file is missing. Write --report json=<file>.'],
    [
      'json=-',
      '--report json=-: stdout is taken by what --format prints. Write --format json for stdout, and --report for files beside it.',
    ],
  ])('%s', (value, problem) => {
    expect(problems(value, 'html=ok.html', 'html=./ok.html')).toEqual([
      problem,
      '--report html=./ok.html: ./ok.html was named twice. Give each report a file of its own.',
    ]);
  });
});
