import { parse, type MemberNode, type ObjectNode, type ValueNode } from '@humanwhocodes/momoa';
import type { Finding } from '@opus-codegen/schema';

/** A place in the text of the lockfile, counted from 1. */
export interface LockfilePosition {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

export interface LockfileLines {
  /**
   * Where a finding belongs: the `name` of its variable; for what is not in the lockfile, the nearest thing around it that is; the first line when
   * nothing is.
   */
  position(workflowKey: string, finding?: Pick<Finding, 'path' | 'rule' | 'wire'>): LockfilePosition;
}

const TOP: LockfilePosition = { line: 1, column: 1 };

/** Reads the lockfile's text once, for any number of look-ups. Never throws: what is no JSON has only its first line. */
export function readLockfileLines(text: string): LockfileLines {
  const workflows = memberOf(parsed(text), 'workflows')?.value;
  return {
    position(workflowKey, finding) {
      const workflow = memberOf(workflows, workflowKey);
      if (workflow === undefined) return TOP;
      if (finding === undefined) return startOf(workflow);
      const [side, ...steps] = finding.path;
      const property = side ?? PROPERTY_OF_RULE[finding.rule];
      const found = property === undefined ? undefined : memberOf(workflow.value, property);
      if (found === undefined) return startOf(workflow);
      return startOf(variableAt(found.value, steps, finding.wire) ?? found);
    },
  };
}

/** Findings about the workflow itself that have a line of their own. */
const PROPERTY_OF_RULE: { readonly [rule in Finding['rule']]?: string } = {
  'workflow-renamed': 'name',
  'version-changed': 'version',
  'workflow-missing': 'workflowId',
};

function parsed(text: string): ValueNode | undefined {
  try {
    return parse(text.replace(/^\uFEFF/, '')).body;
  } catch {
    return undefined;
  }
}

/** The `name` member of the innermost variable that the steps lead to, as far as they lead. */
function variableAt(list: ValueNode, steps: readonly string[], wire: string | undefined): MemberNode | undefined {
  const names = steps.filter((step) => step !== '[]');
  let candidates: readonly ValueNode[] = [list];
  let found: MemberNode | undefined;
  for (const [index, name] of names.entries()) {
    const variables = candidates.flatMap((candidate) => (candidate.type === 'Array' ? candidate.elements.map(({ value }) => value) : []));
    const byName = variables.find((variable) => textOf(variable, 'name') === name);
    const isLast = index === names.length - 1;
    const variable = byName ?? (isLast && wire !== undefined ? variables.find((one) => textOf(one, 'wire') === wire) : undefined);
    if (variable === undefined) return found;
    found = memberOf(variable, 'name') ?? found;
    candidates = fieldLists(variable);
  }
  return found;
}

/** The lists of fields right below a type: its own, its element's, those of each allowed type. */
function fieldLists(type: ValueNode): readonly ValueNode[] {
  const own = memberOf(type, 'fields')?.value;
  const element = memberOf(type, 'element')?.value;
  const alternatives = memberOf(type, 'anyOf')?.value;
  return [
    ...(own === undefined ? [] : [own]),
    ...(element === undefined ? [] : fieldLists(element)),
    ...(alternatives?.type === 'Array' ? alternatives.elements.flatMap(({ value }) => fieldLists(value)) : []),
  ];
}

function memberOf(node: ValueNode | undefined, key: string): MemberNode | undefined {
  return node?.type === 'Object' ? findMember(node, key) : undefined;
}

function findMember({ members }: ObjectNode, key: string): MemberNode | undefined {
  return members.find(({ name }) => (name.type === 'String' ? name.value : name.name) === key);
}

function textOf(node: ValueNode, key: string): string | undefined {
  const value = memberOf(node, key)?.value;
  return value?.type === 'String' ? value.value : undefined;
}

function startOf({ loc }: MemberNode): LockfilePosition {
  return { line: loc.start.line, column: loc.start.column };
}
