import { describe, expect, test } from 'vitest';
import type { Variable } from '../model.ts';
import { compareWorkflows, type ComparedWorkflow, type Finding } from './index.ts';

const level = (options: readonly string[], more: Partial<Variable> = {}): Variable =>
  ({ name: 'level', wire: 'w1', displayName: 'Level', type: 'str', options, ...more }) as Variable;
const workflow = (...inputs: Variable[]): ComparedWorkflow => ({ name: 'W', inputs, outputs: [] });

function only(findings: readonly Finding[]): Finding {
  expect(findings).toHaveLength(1);
  const [finding] = findings;
  if (finding === undefined) throw new Error('nothing found');
  return finding;
}

describe('a finding', () => {
  test('says what, where, what to do and whom to ask', () => {
    expect(only(compareWorkflows(workflow(level(['Low', 'High'])), workflow(level(['Low']))))).toEqual({
      rule: 'options-narrowed',
      level: 'breaking',
      side: 'input',
      place: 'inputs.level',
      path: ['inputs', 'level'],
      wire: 'w1',
      message: 'The input "Level" lost options: "High".',
      hint: 'Regenerate; the compiler names the calls that send something else.',
      ask: 'What should be used instead of "High" for the input "Level"?',
      before: 'text, one of "Low", "High"',
      after: 'text, one of "Low"',
      // Pinned: acceptances are kept under it.
      fingerprint: 'df1:d0a4d312ea27ed00a9e70f0056e6a9aae9d9e999f019319258cc9b26200096c7',
    });
  });

  test('has one fingerprint whatever the labels and levels, and others for other values, places and workflows', () => {
    const before = workflow(level(['Low', 'High']));
    const print = (after: Variable, options = {}): string =>
      only(compareWorkflows(before, workflow(after), options).filter(({ rule }) => rule === 'options-narrowed')).fingerprint;
    const it = print(level(['Low']));
    expect(print(level(['Low'], { displayName: 'Grade', id: '7' }))).toBe(it);
    expect(print(level(['Low']), { rules: { 'options-narrowed': 'info' } })).toBe(it);
    expect(print(level(['High']))).not.toBe(it);
    expect(print(level(['Low']), { workflow: 'invoice' })).not.toBe(it);
    expect(only(compareWorkflows(workflow(level(['Low', 'High'], { name: 'grade' })), workflow(level(['Low'])))).fingerprint).not.toBe(it);
  });

  test('about the workflow itself has a place too', () => {
    expect(only(compareWorkflows(workflow(), undefined))).toMatchObject({
      rule: 'workflow-missing',
      side: 'workflow',
      place: 'workflow',
      path: [],
    });
  });

  test('cuts and quotes names from the canvas', () => {
    const hostile = `${'"\n::error::'.repeat(50)}\uD800`;
    const { message, fingerprint } = only(
      compareWorkflows(workflow(level(['a'], { displayName: hostile })), workflow(level(['a'], { displayName: hostile, nullable: true }))),
    );
    expect(message.length).toBeLessThan(200);
    expect(message).not.toContain('\n');
    expect(fingerprint).toMatch(/^df1:[0-9a-f]{64}$/);
  });
});
