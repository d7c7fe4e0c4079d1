import { renderReport } from '@opus-codegen/generator/reports';
import { describe, expect, test } from 'vitest';
import { readRunnerLine } from './github-runner.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { hostileReports, reportFullOf } from './hostile-report.ts';
import { readGolden } from './read-beside.ts';

test('the runner reads the example report as annotations at the lines of their variables', () => {
  const [first, ...commands] = readGolden('report.github.txt').trimEnd().split('\n');
  expect(first).toBe('opus-codegen: 1 of 3 verified · 1 drifted (2 breaking, 1 info) · 1 NOT VERIFIED');
  expect(readRunnerLine(first ?? '')).toBeUndefined();
  expect(commands.map((line) => readRunnerLine(line)).map((command) => [command?.name, command?.properties])).toEqual([
    ['error', { file: 'opus.lock.json', line: '44', col: '17', title: 'invoice.inputs.lines[].quantity (type-changed)' }],
    ['error', { file: 'opus.lock.json', line: '8', col: '7', title: 'invoice.inputs.poNumber (variable-added-required)' }],
    ['warning', { file: 'opus.lock.json', line: '71', col: '5', title: 'vendorCheck NOT VERIFIED' }],
    ['notice', { file: 'opus.lock.json', line: '20', col: '11', title: 'invoice.inputs.paymentTerms (options-widened)' }],
  ]);
  expect(readRunnerLine(commands[0] ?? '')?.data.split('\n')).toEqual([
    'The field "Quantity" of the input "Lines" changed its type: whole number became text.',
    'Do: Regenerate, and change the code that sends it.',
    'Ask the owner of "Invoice Processing": Is it on purpose that the field "Quantity" of the input "Lines" changed from whole number to text?',
    'Breaks src/ap/lines.ts:17:20  quantity: a number is not assignable to string',
  ]);
});

describe('hostile texts', () => {
  test.each(hostileReports)('%s: the runner sees four annotations of ours and nothing else', (_, report) => {
    const output = renderReport('github', report);
    const [first, ...lines] = output.split(/\r\n|\r|\n/);
    expect(readRunnerLine(first ?? '')).toBeUndefined();
    const commands = lines.map((line) => readRunnerLine(line));
    expect(commands.map((command) => command?.name)).toEqual(['error', 'warning', 'notice', 'notice']);
    for (const command of commands) {
      expect(Object.keys(command?.properties ?? {})).toEqual(['file', 'line', 'col', 'title']);
    }
    expect(hiddenCharacters(output)).toEqual([]);
  });

  test('what a text says reaches the annotation as it was', () => {
    const text = '100%0A, a=b: ::error::%25 "c"';
    const [, line = ''] = renderReport('github', reportFullOf(text)).split('\n');
    expect(readRunnerLine(line)).toEqual({
      name: 'error',
      properties: { file: text, line: '1', col: '1', title: `${text}.inputs.${text} (type-changed)` },
      data: [text, `Do: ${text}`, `Ask the owner of ${JSON.stringify(text)}: ${text}`, `Breaks ${text}:1:1  ${text}`].join('\n'),
    });
  });
});

describe('text in a log of GitHub Actions', () => {
  test.each(hostileReports)('%s: no line is a command, nothing is hidden', (_, report) => {
    const output = renderReport('text', report);
    expect(output.split(/\r\n|\r|\n/).map((line) => readRunnerLine(line))).toEqual(output.split('\n').map(() => undefined));
    expect(output).not.toMatch(/##[a-z]*\[/i);
    expect(hiddenCharacters(output)).toEqual([]);
  });
});
