/** How much a change matters. `breaking`: code or callers fail; `warning`: they may; `info`: they do not. */
export type Level = 'breaking' | 'warning' | 'info';

/** A level, or `off`: the rule does not fire. */
export type RuleLevel = Level | 'off';

/** Which way values flow: callers provide inputs, readers read outputs. `workflow`: about the workflow as a whole. */
export type Side = 'input' | 'output' | 'workflow';

/** Every kind of change that is told. `opus-codegen explain <id>` shows each by example. */
export type RuleId =
  | 'variable-added-required'
  | 'variable-added-optional'
  | 'variable-added'
  | 'variable-removed'
  | 'variable-moved'
  | 'field-added-required'
  | 'field-added-optional'
  | 'field-added'
  | 'field-removed'
  | 'field-moved'
  | 'labels-crossed'
  | 'label-changed'
  | 'description-changed'
  | 'order-changed'
  | 'type-widened'
  | 'type-narrowed'
  | 'type-changed'
  | 'type-unclear'
  | 'type-unknown'
  | 'became-required'
  | 'became-optional'
  | 'options-narrowed'
  | 'options-widened'
  | 'accept-narrowed'
  | 'accept-widened'
  | 'date-format-changed'
  | 'enforcement-changed'
  | 'workflow-missing'
  | 'workflow-inactive'
  | 'workflow-renamed'
  | 'version-changed';

/** The rules and their default levels, for inputs and for outputs; a rule that cannot fire on a side is off there (drift.md, Rules). */
export const RULES: Readonly<Record<RuleId, readonly [input: RuleLevel, output: RuleLevel]>> = {
  'variable-added-required': ['breaking', 'off'],
  'variable-added-optional': ['info', 'off'],
  'variable-added': ['off', 'info'],
  'variable-removed': ['breaking', 'breaking'],
  'variable-moved': ['warning', 'warning'],
  'field-added-required': ['breaking', 'off'],
  'field-added-optional': ['info', 'off'],
  'field-added': ['off', 'info'],
  'field-removed': ['breaking', 'breaking'],
  'field-moved': ['warning', 'warning'],
  'labels-crossed': ['warning', 'warning'],
  'label-changed': ['info', 'info'],
  'description-changed': ['off', 'off'],
  'order-changed': ['off', 'off'],
  'type-widened': ['info', 'breaking'],
  'type-narrowed': ['breaking', 'info'],
  'type-changed': ['breaking', 'breaking'],
  'type-unclear': ['warning', 'warning'],
  'type-unknown': ['warning', 'warning'],
  'became-required': ['breaking', 'info'],
  'became-optional': ['info', 'breaking'],
  'options-narrowed': ['breaking', 'info'],
  'options-widened': ['info', 'warning'],
  'accept-narrowed': ['breaking', 'info'],
  'accept-widened': ['info', 'warning'],
  'date-format-changed': ['breaking', 'breaking'],
  'enforcement-changed': ['warning', 'info'],
  'workflow-missing': ['breaking', 'breaking'],
  'workflow-inactive': ['warning', 'warning'],
  'workflow-renamed': ['info', 'info'],
  'version-changed': ['info', 'info'],
};

/** Levels somebody chose instead of the defaults; one level for both sides. */
export type RuleLevels = { readonly [rule in RuleId]?: RuleLevel };

/** The level of a rule on a side. `gentler` replaces the default where a rule itself sees that less is at stake; a chosen level wins over both. */
export function levelOf(rule: RuleId, side: Side, chosen: RuleLevels = {}, gentler?: RuleLevel): RuleLevel {
  return chosen[rule] ?? gentler ?? RULES[rule][side === 'output' ? 1 : 0];
}
