import type { DriftReport, SchemaSides } from '@opus-codegen/generator/reports';
import type { Finding, Variable } from '@opus-codegen/schema';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

/** A report with one text in every place a text can stand. */
export function reportFullOf(text: string): DriftReport {
  const variable: Variable = { name: text, wire: text, displayName: text, description: text, type: 'str', options: [text] };
  const sides: SchemaSides = { inputs: [variable], outputs: [{ ...variable, type: 'object', fields: [variable] }] };
  const finding = (rule: Finding['rule'], level: Finding['level'], side: 'input' | 'output'): Finding => ({
    rule,
    level,
    side,
    place: `${side}s.${text}`,
    path: [`${side}s`, text],
    wire: text,
    message: text,
    hint: text,
    ask: text,
    before: text,
    after: text,
    fingerprint: `df1:${rule}`,
  });
  const site = { file: text, line: 1, column: 1, text };
  return {
    tool: { name: 'opus-codegen', version: text },
    lockfilePath: text === '' ? 'opus.lock.json' : text,
    lockfileText: text,
    workflows: [
      {
        key: text,
        workflowId: text,
        name: text,
        state: 'drifted',
        accepted: [{ finding: finding('label-changed', 'info', 'input'), reason: text, owner: text, until: text }],
        findings: [finding('type-changed', 'breaking', 'input'), finding('label-changed', 'info', 'output')],
        before: sides,
        after: { ...sides, outputs: [] },
        callSites: [{ ...site, findingFingerprint: 'df1:type-changed' }, site],
      },
      {
        key: text,
        workflowId: text,
        name: text,
        state: 'unverified',
        reason: { code: text, message: text, hint: text, exitCode: 31 },
        findings: [],
      },
      { key: text, workflowId: text, name: text, state: 'verified', findings: [] },
    ],
  };
}

/** Every hostile text, alone and inside a sentence, in a report full of it. */
export const hostileReports: readonly (readonly [name: string, report: DriftReport])[] = Object.entries(HOSTILE_TEXTS).flatMap(
  ([name, text]) => [
    [name, reportFullOf(text)] as const,
    [`${name}, inside a sentence`, reportFullOf(`The input "${text}" (${text}) is new, ${text}, and text.`)] as const,
  ],
);
