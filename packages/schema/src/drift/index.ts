export { relate } from './relate.ts';
export type { Relation } from './relation.ts';
export { matchVariables, type VariableMatch, type VariablePair } from './match.ts';
export { compatible } from './compatible.ts';
export { gravityOf } from './gravity.ts';
export { RULES, type Level, type RuleId, type RuleLevel, type RuleLevels, type Side } from './rule.ts';
export { changesBetween, variableChanges, type ChangeOptions } from './changes.ts';
export { placeOf, type Change, type Evidence } from './change.ts';
export type { ComparedWorkflow } from './rules/workflow.ts';
