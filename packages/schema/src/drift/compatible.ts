import type { SingleType, VariableType } from '../model.ts';

/**
 * Whether two variables can be one and the same after an edit: some type of the one is of the same kind as some type of the other, or holds it
 * (int and float, date and text). Narrower than `relate`, which also sees that every option changed; and a text never becomes a file by itself.
 */
export function compatible(before: VariableType, after: VariableType): boolean {
  const kinds = kindsOf(after);
  return kindsOf(before).some((old) => kinds.some((young) => related(old, young)));
}

type Kind = Exclude<SingleType['type'], 'array_files'>;

const RELATED: ReadonlySet<string> = new Set(['int float', 'date str', 'json_string str']);

function related(one: Kind, other: Kind): boolean {
  return one === other || one === 'unknown' || other === 'unknown' || RELATED.has(`${one} ${other}`) || RELATED.has(`${other} ${one}`);
}

function kindsOf(type: VariableType): readonly Kind[] {
  const singles = type.type === 'union' ? type.anyOf : [type];
  return singles.map((single) => (single.type === 'array_files' ? 'array' : single.type));
}
