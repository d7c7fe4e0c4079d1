import type { Variable } from '@opus-codegen/schema';
import type { NameDiagnostic } from './diagnostic.ts';
import { identifierFrom, isUsableName } from './identifier.ts';
import { uniqueNames } from './unique-names.ts';

/** A variable in need of a TypeScript name, and who has a say in it. */
export interface NameRequest {
  readonly variable: Variable;
  /** `invoice.inputs` */
  readonly root: string;
  /** `lines[].sku`, in wire names: the key of an override. */
  readonly path: string;
  /** What the config says; wins over everything. */
  readonly override?: string;
  /** What the lockfile says; wins over labels. */
  readonly pinned?: string;
}

export interface AssignedNames {
  /** One for each request, in its order; all different. */
  readonly names: readonly string[];
  readonly diagnostics: readonly NameDiagnostic[];
}

/** Names the members of one object (or the inputs, or the outputs of a workflow): override, else lockfile, else label, else wire name, else `fallback`. */
export function assignNames(requests: readonly NameRequest[], fallback: string): AssignedNames {
  const diagnostics: NameDiagnostic[] = [];
  const assigned = new Map<NameRequest, string>();
  const used = new Set<string>();
  const assign = (request: NameRequest, name: string): void => {
    assigned.set(request, name);
    used.add(name);
  };

  for (const request of requests) {
    if (request.override === undefined) continue;
    const refusal = refuseOverride(request, request.override, used);
    if (refusal) diagnostics.push(refusal);
    else assign(request, request.override);
  }

  for (const request of requests) {
    if (request.pinned === undefined || assigned.has(request)) continue;
    if (isUsableName(request.pinned) && !used.has(request.pinned)) assign(request, request.pinned);
    else diagnostics.push(pinLost(request, request.pinned, used.has(request.pinned)));
  }

  const unnamed = requests.filter((request) => !assigned.has(request));
  const wishes = unnamed.map(({ variable }) => ({ wanted: wantedName(variable, fallback), wire: variable.wire }));
  for (const [index, name] of uniqueNames(wishes, used).entries()) {
    const request = unnamed[index];
    const wanted = wishes[index]?.wanted;
    if (request === undefined || wanted === undefined) continue;
    assigned.set(request, name);
    if (name !== wanted) diagnostics.push(collision(request, wanted, name));
  }

  return { names: requests.map((request) => assigned.get(request) ?? fallback), diagnostics };
}

function wantedName({ displayName, wire }: Variable, fallback: string): string {
  return identifierFrom(displayName ?? '') ?? identifierFrom(wire) ?? fallback;
}

function refuseOverride({ root, path }: NameRequest, name: string, used: ReadonlySet<string>): NameDiagnostic | undefined {
  const place = `${root}.${path}`;
  if (!isUsableName(name)) {
    const suggestion = identifierFrom(name);
    return {
      kind: 'override-invalid',
      place,
      message: `The config calls it ${JSON.stringify(name)}, which cannot be a property name in generated code.`,
      fix: suggestion === undefined ? 'Use letters and digits.' : `Write '${suggestion}'.`,
    };
  }
  if (!used.has(name)) return undefined;
  return {
    kind: 'override-duplicate',
    place,
    message: `The config calls it ${JSON.stringify(name)}, as it calls another variable beside it.`,
    fix: 'Give one of the two another name.',
  };
}

function pinLost({ root, path }: NameRequest, name: string, isTaken: boolean): NameDiagnostic {
  const place = `${root}.${path}`;
  return isTaken
    ? {
        kind: 'pin-lost',
        place,
        message: `Its name in the lockfile, ${JSON.stringify(name)}, now belongs to a variable beside it; it gets a new one.`,
        fix: 'Choose another name in the config if the old one should stay, and rename at the call sites otherwise.',
      }
    : {
        kind: 'pin-lost',
        place,
        message: `Its name in the lockfile, ${JSON.stringify(name)}, cannot be a property name in generated code; it gets a new one.`,
        fix: 'Leave the names in the lockfile to the generator; choose your own in the config.',
      };
}

function collision({ variable, root, path }: NameRequest, wanted: string, name: string): NameDiagnostic {
  const label = variable.displayName === undefined ? '' : ` (labelled ${JSON.stringify(variable.displayName)})`;
  return {
    kind: 'name-collision',
    place: `${root}.${path}`,
    message: `It${label} would be called ${wanted}, as would another variable beside it; it is called ${name}.`,
    fix: `To choose the name yourself: workflows.${root}: { ${JSON.stringify(path)}: '${name}' }`,
  };
}
