import type { ExampleFinding, RuleExplanation } from '../rules/rule-explanation.ts';
import type { Colors } from './command.ts';

const MEANING = {
  breaking: 'breaking: code or callers fail. A check ends with 20, whatever --fail-on says.',
  warning: 'warning: they may fail. A check ends with 22 under --fail-on warning.',
  info: 'info: nothing fails. A check ends with 22 under --fail-on info only.',
  off: 'off: not told, unless the config gives it a level.',
} as const;

/** A rule of drift at length, for people. */
export function ruleText({ rule, title, description, levels, example }: RuleExplanation, colors: Colors): string {
  const { inputs, outputs } = levels;
  const told = inputs === outputs ? [inputs] : [inputs, outputs];
  return [
    `${colors.bold(rule)}  ${title}`,
    description,
    [
      inputs === outputs ? `Level: ${inputs}.` : `Level: ${inputs} on inputs, ${outputs} on outputs.`,
      ...told.map((level) => `  ${MEANING[level]}`),
    ].join('\n'),
    ['Example', ...labelled('before', example.before), ...labelled('after', example.after)].join('\n'),
    ...example.findings.map((finding) => findingText(finding)),
    [
      'If the change is meant, regenerate: `opus-codegen generate`. If it has to wait:',
      `  opus-codegen accept ${rule} <place> --from drift.json --reason <why> --owner <who> --until <day>`,
      'If it never matters to you, in opus.config.ts:',
      `  drift: { rules: { '${rule}': 'off' } }`,
    ].join('\n'),
  ].join('\n\n');
}

function findingText({ side, level, place, message, hint, ask }: ExampleFinding): string {
  const where = side === 'workflow' ? 'The check says' : `As an ${side}, the check says`;
  return [`${where} (${level}, ${place})`, `  ${message}`, ...labelled('you do', [hint]), ...labelled('ask the owner', [ask])].join('\n');
}

function labelled(label: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `  ${(index === 0 ? label : '').padEnd(13)}  ${line}`);
}
