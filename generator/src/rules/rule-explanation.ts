import { compareWorkflows, describeType, RULES, type ComparedWorkflow, type RuleId, type RuleLevel, type Side } from '@opus-codegen/schema';
import { RULE_EXAMPLES } from './rule-examples.ts';
import { RULE_TEXTS } from '../reports/rule-texts.ts';

/** A rule in full: what `explain` tells. */
export interface RuleExplanation {
  readonly rule: RuleId;
  readonly title: string;
  readonly description: string;
  /** Of changes that concern a whole workflow, the first is meant. */
  readonly levels: { readonly inputs: RuleLevel; readonly outputs: RuleLevel };
  readonly example: {
    readonly before: readonly string[];
    readonly after: readonly string[];
    /** What a check says of it; once where it is the same for inputs and outputs. */
    readonly findings: readonly ExampleFinding[];
  };
}

export interface ExampleFinding {
  readonly side: Side;
  readonly level: RuleLevel;
  readonly place: string;
  readonly message: string;
  /** What the engineer does. */
  readonly hint: string;
  /** What to ask the workflow's owner. */
  readonly ask: string;
}

/** Words and example of a rule. The messages are those of a real comparison, so they are what a check says. Pure. */
export function explainRule(rule: RuleId): RuleExplanation {
  const [inputs, outputs] = RULES[rule];
  const { before, after } = RULE_EXAMPLES[rule];
  // What is off by default would not be found; it is told as off all the same.
  const chosen = inputs === 'off' && outputs === 'off' ? { [rule]: 'info' as const } : {};
  const findings = compareWorkflows(before, after, { rules: chosen }).filter((finding) => finding.rule === rule);
  return {
    rule,
    ...RULE_TEXTS[rule],
    levels: { inputs, outputs },
    example: {
      before: stateOf(before),
      after: after === undefined ? ['(the service does not know the workflow)'] : stateOf(after),
      findings: findings.map(({ side, place, message, hint, ask, level }) => ({
        side,
        level: Object.hasOwn(chosen, rule) ? 'off' : level,
        place,
        message,
        hint,
        ask,
      })),
    },
  };
}

function stateOf({ name, version, active, inputs }: ComparedWorkflow): readonly string[] {
  if (inputs.length === 0) return [`workflow "${name}", version ${version ?? '?'}${active === false ? ', switched off' : ''}`];
  return inputs.map((variable) => {
    const { displayName, name: fallback, wire, nullable, description, enforced } = { description: '', enforced: true, ...variable };
    return [
      `"${displayName ?? fallback}" (${wire}): ${describeType(variable)}`,
      ...(nullable === true ? ['optional'] : []),
      ...(enforced ? [] : ['not checked']),
      ...(description === '' ? [] : [`described as "${description}"`]),
    ].join(', ');
  });
}
