import type { SingleType, Variable, VariableType } from '@opus-codegen/schema';
import { assignNames } from './assign-names.ts';
import type { NameDiagnostic } from './diagnostic.ts';
import { matchLocked } from './match-locked.ts';

/** Where in a workflow names are being pinned, and what was seen on the way. */
export interface PinScope {
  /** `invoice.inputs` */
  readonly root: string;
  /** What stands before a wire name here: `lines[].` for the fields of the objects in `lines`, nothing for the inputs themselves. */
  readonly prefix: string;
  /** The name for a variable whose label and wire name give none. */
  readonly fallback: string;
  readonly overrides: ReadonlyMap<string, string>;
  readonly seen: PinLog;
}

/** Filled while the levels are walked. */
export interface PinLog {
  readonly diagnostics: NameDiagnostic[];
  /** The wire paths of all live variables. */
  readonly paths: Set<string>;
  /** Old wire path → new one, of variables whose wire name was regenerated. */
  readonly moved: Map<string, string>;
}

/** The live variables with their names, in the lockfile's order, new ones last; their fields and elements likewise. */
export function pinLevel(live: readonly Variable[], locked: readonly Variable[], scope: PinScope): readonly Variable[] {
  const lockedOf = matchLocked(locked, live);
  const rank = new Map(locked.map((variable, index) => [variable, index]));
  const rankOf = (variable: Variable): number => rank.get(lockedOf.get(variable) ?? variable) ?? locked.length;
  const ordered = [...live].sort((a, b) => rankOf(a) - rankOf(b));

  const { names, diagnostics } = assignNames(
    ordered.map((variable) => {
      const path = `${scope.prefix}${variable.wire}`;
      const override = scope.overrides.get(path);
      const pinned = lockedOf.get(variable);
      scope.seen.paths.add(path);
      if (pinned && pinned.wire !== variable.wire) scope.seen.moved.set(`${scope.prefix}${pinned.wire}`, path);
      return {
        variable,
        root: scope.root,
        path,
        ...(override === undefined ? {} : { override }),
        ...(pinned === undefined ? {} : { pinned: pinned.name }),
      };
    }),
    scope.fallback,
  );
  scope.seen.diagnostics.push(...diagnostics);

  return ordered.map((variable, index) => ({
    ...variable,
    ...pinType(variable, lockedOf.get(variable), { ...scope, prefix: `${scope.prefix}${variable.wire}`, fallback: 'field' }),
    name: names[index] ?? variable.name,
  }));
}

/** Pins the names inside a type: its fields, its element's, its alternatives'. `scope.prefix` ends in the name of what has the type. */
function pinType<T extends VariableType>(live: T, locked: VariableType | undefined, scope: PinScope): T;
function pinType(live: VariableType, locked: VariableType | undefined, scope: PinScope): VariableType {
  if (live.type === 'union') {
    return {
      ...live,
      anyOf: live.anyOf.map((type, index) => pinType(type, counterpart(type, ordinalOf(live.anyOf, index), locked), scope)),
    };
  }
  const before = counterpart(live, 0, locked);
  if (live.type === 'object' && live.fields) {
    const fields = before?.type === 'object' ? (before.fields ?? []) : [];
    return { ...live, fields: pinLevel(live.fields, fields, { ...scope, prefix: `${scope.prefix}.` }) };
  }
  if (live.type === 'array' && live.element) {
    const element = before?.type === 'array' ? before.element : undefined;
    return { ...live, element: pinType(live.element, element, { ...scope, prefix: `${scope.prefix}[]` }) };
  }
  return live;
}

/** The locked alternative a live one continues: the same kind of type, and the same place among those of its kind. */
function counterpart(live: SingleType, ordinal: number, locked: VariableType | undefined): SingleType | undefined {
  const alternatives = locked === undefined ? [] : locked.type === 'union' ? locked.anyOf : [locked];
  return alternatives.filter(({ type }) => type === live.type)[ordinal];
}

function ordinalOf(types: readonly SingleType[], index: number): number {
  return types.slice(0, index).filter(({ type }) => type === types[index]?.type).length;
}
