import type { Finding, RuleId } from '@opus-codegen/schema';
import { describe, expect, test } from 'vitest';
import { chooseCause, findingAt } from './choose-finding.ts';
import type { Clue } from './clue.ts';

function finding(rule: RuleId, level: Finding['level'], ...path: readonly string[]): Finding {
  return {
    rule,
    level,
    side: path[0] === 'outputs' ? 'output' : 'input',
    place: path.join('.'),
    path,
    message: '',
    hint: '',
    ask: '',
    fingerprint: `${rule} ${path.join('.')}`,
  };
}

const clue = (place: readonly string[], distance = 0, workflowKey = 'invoice'): Clue => ({ workflowKey, place, distance });
const narrowed = finding('options-narrowed', 'breaking', 'inputs', 'currency');
const added = finding('field-added-required', 'breaking', 'inputs', 'lines', '[]', 'taxCode');
const gone = finding('variable-removed', 'breaking', 'outputs', 'summary');
const optional = finding('variable-added-optional', 'info', 'inputs', 'note');
const findings = new Map([
  ['invoice', [optional, narrowed, added, gone]],
  ['ledger', [finding('workflow-missing', 'breaking')]],
]);

describe('the finding an error comes from', () => {
  test('stands at the place of a clue', () => {
    expect(chooseCause([clue(['inputs', 'currency'])], findings)).toEqual({ workflowKey: 'invoice', finding: narrowed });
    expect(chooseCause([clue([], 0, 'ledger')], findings)?.finding?.rule).toBe('workflow-missing');
  });

  test('a list and its elements are one place', () => {
    expect(chooseCause([clue(['inputs', 'lines', 'taxCode'])], findings)?.finding).toBe(added);
    expect(findingAt(['inputs', 'lines', 'taxCode'], [narrowed, added])).toBe(added);
  });

  test('is the exact one, even if something vague is nearer', () => {
    expect(chooseCause([clue(['inputs'], 0), clue(['outputs', 'summary'], 6)], findings)?.finding).toBe(gone);
  });

  test('is the nearest of exact ones, whatever the order of the clues', () => {
    const clues = [clue(['outputs', 'summary'], 2), clue(['inputs', 'currency'], 1)];
    expect(chooseCause(clues, findings)?.finding).toBe(narrowed);
    expect(chooseCause(clues.toReversed(), findings)?.finding).toBe(narrowed);
  });

  test('explains what is inside it', () => {
    expect(chooseCause([clue(['inputs', 'currency', 'code'])], findings)?.finding).toBe(narrowed);
  });

  test('explains what is around it when it is the only one there', () => {
    expect(chooseCause([clue(['inputs', 'lines'])], findings)?.finding).toBe(added);
    expect(chooseCause([clue(['outputs'])], findings)?.finding).toBe(gone);
  });

  test('is not guessed where several would do: the workflow alone is certain', () => {
    expect(chooseCause([clue(['inputs'])], findings)).toEqual({ workflowKey: 'invoice' });
    expect(chooseCause([clue([])], findings)).toEqual({ workflowKey: 'invoice' });
  });

  test('is the one the error names where several would do', () => {
    expect(chooseCause([clue([])], findings, new Set(['summary', 'string']))?.finding).toBe(gone);
  });

  test('is the gravest at one place', () => {
    const both = new Map([['invoice', [finding('became-optional', 'info', 'inputs', 'currency'), narrowed]]]);
    expect(chooseCause([clue(['inputs', 'currency'])], both)?.finding).toBe(narrowed);
    expect(findingAt(['inputs', 'currency'], both.get('invoice') ?? [])).toBe(narrowed);
  });

  test('is never one that leaves the types as they are', () => {
    const labels = new Map([
      ['invoice', [finding('label-changed', 'info', 'inputs', 'currency'), finding('date-format-changed', 'breaking', 'inputs', 'due')]],
    ]);
    expect(chooseCause([clue(['inputs', 'currency']), clue(['inputs', 'due'])], labels)).toEqual({ workflowKey: 'invoice' });
    expect(findingAt(['inputs', 'due'], labels.get('invoice') ?? [])).toBeUndefined();
  });

  test('is unknown without a clue', () => {
    expect(chooseCause([], findings)).toBeUndefined();
  });
});
