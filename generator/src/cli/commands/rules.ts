import type { Command } from '../command.ts';

/** `rules`: every rule of drift with its levels and what it says. Reads nothing, not even a config. */
export const rules: Command<object> = async (_options, { colors }) => {
  const { RULES } = await import('@opus-codegen/schema');
  const { RULE_TEXTS } = await import('../../reports/rule-texts.ts');
  const ids = Object.keys(RULES) as (keyof typeof RULES)[]; // the table's own keys
  const rows = ids.map((rule) => {
    const [inputs, outputs] = RULES[rule];
    return { rule, inputs, outputs, ...RULE_TEXTS[rule] };
  });
  const width = Math.max(...ids.map((id) => id.length));
  const paint = { breaking: colors.red, warning: colors.yellow, info: colors.cyan, off: colors.dim };
  return {
    text: [
      colors.bold(`${'rule'.padEnd(width)}  inputs    outputs   what it says`),
      ...rows.map(
        ({ rule, inputs, outputs, description }) =>
          `${rule.padEnd(width)}  ${paint[inputs](inputs.padEnd(8))}  ${paint[outputs](outputs.padEnd(8))}  ${description}`,
      ),
      '',
      "Another level for a rule, in opus.config.ts: drift: { rules: { 'label-changed': 'off' } }. More: `opus-codegen explain <rule>`.",
    ].join('\n'),
    isDocument: true,
    json: { rules: rows },
    diagnostics: [],
  };
};
