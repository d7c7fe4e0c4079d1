import { RULES, type RuleId } from '@opus-codegen/schema';
import { explainRule, type ExampleFinding } from '../../../generator/src/rules/rule-explanation.ts';

/** docs/drift-rules.md: every rule by example. */
export function rulesPage(): string {
  const rules = Object.keys(RULES) as RuleId[]; // the table's own keys
  return [
    `# Drift rules, by example

One entry a rule of [drift](drift.md): what a check says when it fires. The same in the terminal:`,
    `\`\`\`sh
npx opus-codegen explain variable-removed
\`\`\``,
    ...rules.map((rule) => ruleEntry(rule)),
  ].join('\n\n');
}

function ruleEntry(rule: RuleId): string {
  const { title, description, levels, example } = explainRule(rule);
  const { inputs, outputs } = levels;
  const level = inputs === outputs ? `\`${inputs}\`` : `\`${inputs}\` on inputs, \`${outputs}\` on outputs`;
  return [
    `## ${rule}`,
    `**${title}.** ${description} Level: ${level}.`,
    `\`\`\`text\n${[...labelled('before', example.before), ...labelled('after', example.after)].join('\n')}\n\`\`\``,
    ...example.findings.map((finding) => findingText(finding)),
  ].join('\n\n');
}

function findingText({ side, level, place, message, hint, ask }: ExampleFinding): string {
  const who = side === 'workflow' ? 'The check says' : `As an ${side}`;
  return `${who} (\`${level}\`, \`${place}\`):\n\n- ${message}\n- You: ${hint}\n- Ask the owner: ${ask}`;
}

function labelled(label: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(6)}  ${line}`);
}
