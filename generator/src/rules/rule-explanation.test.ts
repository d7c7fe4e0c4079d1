import { RULES, type RuleId } from '@opus-codegen/schema';
import { describe, expect, test } from 'vitest';
import { explainRule } from './rule-explanation.ts';

const ids = Object.keys(RULES) as RuleId[]; // the table's own keys

describe('every rule', () => {
  test.each(ids)('%s is shown at work on each side where it can be found, at its own level', (rule) => {
    const { example, levels } = explainRule(rule);
    const wanted =
      example.findings[0]?.side === 'workflow' ? { workflow: levels.inputs } : { input: levels.inputs, output: levels.outputs };
    const isOff = levels.inputs === 'off' && levels.outputs === 'off';
    expect(Object.fromEntries(example.findings.map(({ side, level }) => [side, level]))).toEqual(
      Object.fromEntries(Object.entries(wanted).filter(([, level]) => isOff || level !== 'off')),
    );
  });
});

test('an explanation says what a check would say', () => {
  expect(explainRule('variable-added-required')).toEqual({
    rule: 'variable-added-required',
    title: 'New required input',
    description: 'The workflow wants an input that callers do not send yet. Runs are refused until it is sent.',
    levels: { inputs: 'breaking', outputs: 'off' },
    example: {
      before: ['"Total" (workflow_input_t0tal77x1): number'],
      after: ['"Total" (workflow_input_t0tal77x1): number', '"PO Number" (workflow_input_we4tej0ly): text'],
      findings: [
        {
          side: 'input',
          level: 'breaking',
          place: 'inputs.poNumber',
          message: 'The input "PO Number" (text) is new and required; callers do not send it.',
          hint: 'Regenerate; the compiler then names every call that lacks it. Until it is sent, runs are refused.',
          ask: 'Can the new input "PO Number" be optional until our callers send it?',
        },
      ],
    },
  });
});
