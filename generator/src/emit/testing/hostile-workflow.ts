import type { ElementType, SingleType, Variable, VariableType } from '@opus-codegen/schema';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import * as fc from 'fast-check';
import { pinNames } from '../../names/pin-names.ts';
import { hostileText } from './hostile-text.ts';

/** Random locked workflows whose every text is hostile. Names are pinned as `pull` does it. */
export const hostileWorkflow: fc.Arbitrary<LockedWorkflow> = fc
  .record({
    workflowId: hostileText,
    name: hostileText,
    description: hostileText,
    version: fc.option(fc.nat(), { nil: undefined }),
    inputs: variables(2),
    outputs: variables(1),
    removed: fc.uniqueArray(hostileText, { maxLength: 2 }),
  })
  .map(({ workflowId, name, description, version, inputs, outputs, removed }) => {
    const live = { name, description, generation: 'v2', inputs, outputs } as const;
    const pinned = pinNames({ key: 'hostile', live });
    return {
      workflowId,
      name,
      description,
      ...(version === undefined ? {} : { version }),
      generation: 'v2',
      fingerprint: { inputs: '', outputs: '' },
      inputs: pinned.inputs,
      outputs: pinned.outputs,
      removed: removed.map((displayName, index) => ({ name: `removed${index}_`, displayName })),
    };
  });

function variables(depth: number): fc.Arbitrary<readonly Variable[]> {
  const variable = fc
    .record({
      wire: hostileText,
      displayName: fc.option(hostileText, { nil: undefined }),
      description: fc.option(hostileText, { nil: undefined }),
      type: element(depth),
    })
    .map(({ wire, displayName, description, type }): Variable => ({
      name: wire,
      wire,
      ...(displayName === undefined ? {} : { displayName }),
      ...(description === undefined ? {} : { description }),
      ...type,
    }));
  return fc.uniqueArray(variable, { selector: ({ wire }) => wire, maxLength: 4 });
}

function element(depth: number): fc.Arbitrary<ElementType> {
  return fc.tuple(anyType(depth), fc.boolean()).map(([type, nullable]) => (nullable ? { ...type, nullable } : type));
}

function anyType(depth: number): fc.Arbitrary<VariableType> {
  const one = single(depth);
  const union = fc.array(one, { minLength: 2, maxLength: 3 }).map((anyOf): VariableType => ({ type: 'union', anyOf }));
  return fc.oneof({ weight: 4, arbitrary: one }, { weight: 1, arbitrary: union });
}

function single(depth: number): fc.Arbitrary<SingleType> {
  const texts = fc.uniqueArray(hostileText, { minLength: 1, maxLength: 3 });
  const leaf: fc.Arbitrary<SingleType> = fc.oneof(
    texts.map((options): SingleType => ({ type: 'str', options })),
    fc
      .constantFrom('str', 'int', 'float', 'bool', 'json_string', 'file', 'array_files', 'array', 'object')
      .map((type): SingleType => ({ type })),
    hostileText.map((format): SingleType => ({ type: 'date', format })),
    texts.map((accept): SingleType => ({ type: 'file', accept })),
    hostileText.map((declared): SingleType => ({ type: 'unknown', declared })),
  );
  if (depth === 0) return leaf;
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: element(depth - 1).map((of): SingleType => ({ type: 'array', element: of })) },
    {
      weight: 1,
      arbitrary: variables(depth - 1).map((fields): SingleType => (fields.length === 0 ? { type: 'object' } : { type: 'object', fields })),
    },
  );
}
