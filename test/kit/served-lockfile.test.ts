/** What `startLocalOperator({ lockfile })` serves is what was pulled: whatever a pull can read, the guard of the bindings made from it sees no drift. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalOperator } from '@opus-codegen/local-operator';
import { compareWorkflows, fingerprint, readWorkflow, type WorkflowSchema } from '@opus-codegen/schema';
import { parseLockfileText, printLockfile, type LockedWorkflow } from '@opus-codegen/schema/lockfile';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pinNames } from '../../generator/src/names/pin-names.ts';
import { propertyRuns } from '../../generator/src/testing/property-runs.ts';
import { lockedSources } from '../../packages/local-operator/src/lockfile/locked-sources.ts';
import { arbitraries } from '../../packages/schema/src/testing/arbitraries.ts';
import { asV1, asV2 } from '../../packages/schema/src/testing/wire-forms.ts';
import { repositoryRoot } from '../project/linked-project.ts';

/** The way of a pull: read, named, written, read back from the disk. */
function locked(schema: WorkflowSchema): LockedWorkflow {
  const { inputs, outputs, removed } = pinNames({ key: 'one', live: schema });
  const { name, description, generation, version, active } = schema;
  const entry: LockedWorkflow = {
    workflowId: schema.workflowId ?? 'B9uGJfZ3CFwOdMKH',
    ...(version === undefined ? {} : { version: Math.trunc(version) }),
    name,
    description,
    generation,
    ...(active === false ? { active } : {}),
    fingerprint: { inputs: fingerprint(inputs), outputs: fingerprint(outputs) },
    inputs,
    outputs,
    removed,
  };
  const reading = parseLockfileText(printLockfile({ lockfileVersion: 1, workflows: { one: entry } }));
  if (!reading.ok) throw new Error(reading.problem.message);
  return Object.values(reading.lockfile.workflows)[0] ?? entry;
}

function servedAgain(entry: LockedWorkflow): WorkflowSchema {
  const [source] = lockedSources({ lockfileVersion: 1, workflows: { one: entry } });
  const read = readWorkflow(JSON.parse(JSON.stringify(source?.schema)));
  if (!read.ok) throw new Error(read.diagnostics.map(({ message }) => message).join(' '));
  return read.workflow;
}

/** What differs between a lockfile made of an answer and what is then served from it. An answer that nobody can read gets into no lockfile. */
function driftOf(answer: unknown): readonly unknown[] {
  const pulled = readWorkflow(answer);
  if (!pulled.ok) return [];
  const entry = locked(pulled.workflow);
  const again = servedAgain(entry);
  const sides = (['inputs', 'outputs'] as const).filter((side) => fingerprint(again[side]) !== entry.fingerprint[side]);
  return [...sides, ...compareWorkflows(entry, again), ...(again.generation === entry.generation ? [] : [again.generation])];
}

const json = fc.jsonValue({ maxDepth: 2 });
const names = fc.constantFrom('invoice', 'type', 'allowed_types', '__proto__', '7', 'due date', 'é');

/** Variables as they might come: known types and others, definitions of every form, tags and options that fit or do not. */
const { variable, map } = fc.letrec<{ variable: object; definition: unknown; map: object }>((tie) => ({
  definition: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'definition' },
    fc.constantFrom(null, {}, [], '', '%d/%m/%Y', '%Y-%m-%d %H:%M'),
    tie('variable'),
    tie('map'),
    json,
  ),
  map: fc.dictionary(names, tie('variable'), { maxKeys: 3, noNullPrototype: true }),
  variable: fc.record(
    {
      type: typeName(),
      allowed_types: fc.oneof(
        json,
        fc.array(
          fc.record(
            { type: typeName(), type_definition: tie('definition'), type_definition_enforced: fc.constantFrom(true, false, null) },
            { requiredKeys: [] },
          ),
          { maxLength: 3 },
        ),
      ),
      type_definition: tie('definition'),
      type_definition_enforced: fc.constantFrom(true, false, null),
      options: fc.oneof(json, fc.array(fc.string(), { maxLength: 3 })),
      tags: fc.oneof(
        json,
        fc.constantFrom(['PDF', 'png'], '.pdf', []).map((value) => [{ variable_name: 'allowed_file_types', value }]),
      ),
      id: fc.constantFrom('', 'a', 'b', null),
      display_name: fc.constantFrom('', 'Label', 'Other label'),
      description: fc.string(),
      is_nullable: fc.constantFrom(true, false, null),
    },
    { requiredKeys: [] },
  ),
}));

function typeName(): fc.Arbitrary<unknown> {
  const known = ['str', 'int', 'float', 'bool', 'date', 'file', 'array', 'array_files', 'object', 'json_string'];
  return fc.oneof(fc.constantFrom(...known, 'String', ' number ', 'node', 'null', ''), json);
}

test('whatever answer of the service was pulled, in either generation', () => {
  const inputs = fc.oneof(fc.dictionary(names, fc.oneof(variable, json)), map);
  fc.assert(
    fc.property(inputs, inputs, fc.boolean(), (left, right, active) => {
      expect(
        driftOf({ workflowId: 'B9uGJfZ3CFwOdMKH', name: 'One', active, jobPayloadSchema: left, jobResultsPayloadSchema: right }),
      ).toEqual([]);
      const nodes = { in: { type: 'input', input_schema: { schema: left } }, out: { type: 'output', output_schema: { schema: right } } };
      expect(driftOf({ workflow_id: '5a5a', name: 'One', version: 3, active_status: active ? 'active' : 'inactive', nodes })).toEqual([]);
    }),
    propertyRuns,
  );
});

test('whatever workflow the model can say', () => {
  const each = arbitraries({ enforcement: true }).variables;
  const plain = arbitraries({ enforcement: true, unions: false }).variables;
  fc.assert(
    fc.property(each, each, plain, (inputs, outputs, ofOneType) => {
      expect(driftOf(asV2({ inputs, outputs }))).toEqual([]);
      expect(driftOf(asV1({ inputs: ofOneType, outputs: ofOneType }))).toEqual([]);
    }),
    propertyRuns,
  );
});

test("the repository's own lockfile, over HTTP", async () => {
  const path = join(repositoryRoot, 'opus.lock.json');
  const reading = parseLockfileText(readFileSync(path, 'utf8'));
  if (!reading.ok) throw new Error(reading.problem.message);
  const { workflows } = reading.lockfile;
  await using operator = await startLocalOperator({ lockfile: path });

  expect(Object.keys(workflows).length).toBeGreaterThan(5);
  for (const entry of Object.values(workflows)) {
    const response = await fetch(`${operator.baseUrl}/workflow/${entry.workflowId}`, { headers: { 'x-service-key': operator.serviceKey } });
    const read = readWorkflow(await response.json());
    expect(read.ok && compareWorkflows(entry, read.workflow)).toEqual([]);
    expect(read.ok && read.workflow.workflowId).toBe(entry.workflowId);
  }
});
