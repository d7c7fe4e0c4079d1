import type { CodeExplanation } from '../../diagnostics/explanation.ts';
import type { Colors, Command } from '../command.ts';
import { explained } from '../explained.ts';
import { ruleText } from '../rule-text.ts';

export interface ExplainFlags {
  readonly args: readonly string[];
}

/** `explain`: a rule of drift, a message or an error at length. Reads nothing, not even a config. */
export const explain: Command<ExplainFlags> = async ({ args }, { colors }) => {
  const explanation = await explained(args[0] ?? '');
  const text = 'rule' in explanation ? ruleText(explanation, colors) : codeText(explanation, colors);
  return { text, isDocument: true, json: { ...explanation }, diagnostics: [] };
};

function codeText(explanation: CodeExplanation, colors: Colors): string {
  const { code, title, why, fix, docs } = explanation;
  return [
    [`${colors.bold(code)}  ${title}`, kindOf(explanation)].join('\n'),
    [`  ${colors.dim('why')} ${why}`, `  ${colors.dim('fix')} ${fix}`, `  ${colors.dim('see')} ${docs}`].join('\n'),
  ].join('\n\n');
}

function kindOf(explanation: CodeExplanation): string {
  switch (explanation.kind) {
    case 'message':
      const { severity, name, exitCode } = explanation;
      return `${severity} "${name}"${exitCode === undefined ? '' : `, the command ends with ${exitCode}`}`;
    case 'error':
      return `${explanation.errorClass}, thrown by a run`;
    default:
      return explanation satisfies never;
  }
}
