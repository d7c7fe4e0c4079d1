import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { uniqueNames } from '../names/unique-names.ts';
import { pascalCase, transliterate, wordsOf } from '../names/words.ts';
import { workflowNames } from '../names/workflow-names.ts';
import { planInterfaces, type InterfacePlan, type InterfacePlans, type UnionPlan } from './interfaces.ts';
import { interfaceSchema, optionsSchema, type JsonSchema } from './json-schema.ts';

/**
 * The bindings' types as an OpenAPI 3.1 document: one schema per declared type, under the type's name. It describes values, not calls, so it has
 * no paths. What `export --format openapi` prints.
 */
export function openApiDocument(workflows: Readonly<Record<string, LockedWorkflow>>): JsonSchema {
  return {
    openapi: '3.1.0',
    info: { title: 'Opus workflows', version: '1' },
    paths: {},
    components: { schemas: schemasOf(workflows, '#/components/schemas/') },
  };
}

/** The same schemas as one JSON Schema document, under `$defs`. What `export --format json-schema` prints. */
export function jsonSchemaDocument(workflows: Readonly<Record<string, LockedWorkflow>>): JsonSchema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $defs: schemasOf(workflows, '#/$defs/') };
}

interface Side {
  readonly direction: 'input' | 'output';
  readonly plans: InterfacePlans;
}

function schemasOf(workflows: Readonly<Record<string, LockedWorkflow>>, root: string): { readonly [name: string]: JsonSchema } {
  const sides = Object.entries(workflows)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, { inputs, outputs }]): readonly Side[] => {
      const names = workflowNames(key);
      return [
        { direction: 'input', plans: planInterfaces(names.input, inputs) },
        { direction: 'output', plans: planInterfaces(names.outputs, outputs) },
      ];
    });

  const componentOf = componentNames(sides.map(({ plans }) => plans));
  return Object.fromEntries(
    sides.flatMap(({ direction, plans }) => {
      const components = new Map([...plans.interfaces, ...plans.unions].map((plan) => [plan.name, componentOf.get(plan) ?? plan.name]));
      const context = { direction, nameOf: plans.nameOf, refTo: (name: string) => `${root}${components.get(name) ?? name}` };
      const schemaOf = (plan: InterfacePlan | UnionPlan, index: number): JsonSchema =>
        'options' in plan ? optionsSchema(plan.options, context) : interfaceSchema(plan, context, direction === 'input' || index > 0);
      return [...plans.interfaces, ...plans.unions].map(
        (plan, index) => [componentOf.get(plan) ?? plan.name, schemaOf(plan, index)] as const,
      );
    }),
  );
}

/**
 * The types' own names where a document allows them: all of its schemas stand in one list, and OpenAPI takes ASCII only. A workflow's inputs
 * and outputs choose before what is nested in them.
 */
function componentNames(plans: readonly InterfacePlans[]): ReadonlyMap<InterfacePlan | UnionPlan, string> {
  const components = new Map<InterfacePlan | UnionPlan, string>();
  const taken = new Set<string>();
  const roots = plans.flatMap(({ interfaces }) => interfaces.slice(0, 1));
  const nested = plans.flatMap(({ interfaces, unions }) => [...interfaces.slice(1), ...unions]);
  for (const plan of [...roots, ...nested]) {
    const ascii = /^\w+$/.test(plan.name) ? plan.name : pascalCase(wordsOf(transliterate(plan.name)));
    const [component = ascii] = uniqueNames([{ wanted: ascii, wire: plan.name }], taken);
    taken.add(component);
    components.set(plan, component);
  }
  return components;
}
