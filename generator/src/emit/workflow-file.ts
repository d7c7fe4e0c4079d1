import type { LockedWorkflow, RemovedVariable } from '@opus-codegen/schema/lockfile';
import type { WorkflowNames } from '../names/workflow-names.ts';
import { planInterfaces, type InterfacePlans } from '../types/interfaces.ts';
import { stringLiteral } from '../types/string-literal.ts';
import { optionsText, propertyText, type TypeContext } from '../types/typescript.ts';
import { descriptorLiteral } from './descriptor.ts';
import { handleDoc, propertyDoc, removedDoc, runDoc, startDoc } from './docs.ts';
import { isType, RUNTIME_MODULE, RuntimeImports } from './runtime-imports.ts';
import {
  constText,
  fromModule,
  functionText,
  interfaceText,
  typeAliasText,
  type Parameter,
  type PropertyStatement,
} from './statement-text.ts';

/** Everything one workflow's file says, unformatted. */
export function workflowFile(key: string, workflow: LockedWorkflow, names: WorkflowNames): string {
  const inputs = planInterfaces(names.input, workflow.inputs);
  const outputs = planInterfaces(names.outputs, workflow.outputs);
  const typeNames = [inputs, outputs].flatMap(({ interfaces, unions }) => [...interfaces, ...unions]).map(({ name }) => name);
  const imports = new RuntimeImports([...Object.values(names), ...typeNames]);

  const declarations = [
    ...typeTexts(inputs, 'input', imports, workflow.removed),
    ...typeTexts(outputs, 'output', imports, []),
    handleText(key, workflow, names, imports),
    ...functionTexts(workflow, names, imports),
  ];
  // What is imported is known when the rest is written.
  return [importText(imports), ...declarations].join('\n\n');
}

function importText(imports: RuntimeImports): string {
  const names = imports.list().map(({ name, localName }) => {
    const local = localName === name ? name : `${name} as ${localName}`;
    return isType(name) ? `type ${local}` : local;
  });
  return fromModule('import', names, RUNTIME_MODULE);
}

function typeTexts(
  plans: InterfacePlans,
  direction: 'input' | 'output',
  imports: RuntimeImports,
  removed: readonly RemovedVariable[],
): readonly string[] {
  const context: TypeContext = { direction, nameOf: plans.nameOf, runtimeType: (name) => imports.use(name) };
  const interfaces = plans.interfaces.map(({ name, fields }, index) => {
    const isRoot = index === 0;
    const properties: readonly PropertyStatement[] = [
      ...fields.map((field) => ({
        name: field.name,
        ...propertyText(field, context, !(isRoot && direction === 'output')),
        doc: propertyDoc(field, direction),
      })),
      ...(isRoot ? removed.map((variable) => removedProperty(variable, imports)) : []),
    ];
    return properties.length === 0 ? emptyType(name, direction) : interfaceText(name, properties);
  });
  const unions = plans.unions.map(({ name, options }) => typeAliasText(name, optionsText(options, direction)));
  return [...interfaces, ...unions];
}

function removedProperty({ name, displayName }: RemovedVariable, imports: RuntimeImports): PropertyStatement {
  const message = `removed from the workflow${displayName === undefined ? '' : `; was "${displayName}"`}`;
  return { name, type: `${imports.use('RemovedInput')}<${stringLiteral(message)}>`, optional: true, doc: removedDoc() };
}

/** An empty interface would take any object; these take and give none. */
function emptyType(name: string, direction: 'input' | 'output'): string {
  return direction === 'input'
    ? typeAliasText(name, 'Record<string, never>', 'The workflow takes no inputs.')
    : typeAliasText(name, 'Record<never, never>', 'The workflow declares no outputs.');
}

function handleText(key: string, workflow: LockedWorkflow, names: WorkflowNames, imports: RuntimeImports): string {
  // Written out because `isolatedDeclarations` infers nothing from a call.
  const type = `${imports.use('Workflow')}<${names.input}, ${names.outputs}>`;
  const initializer = `/* @__PURE__ */ ${imports.use('defineWorkflow')}(${descriptorLiteral(key, workflow)})`;
  return constText(names.workflow, type, initializer, handleDoc(names));
}

function functionTexts(workflow: LockedWorkflow, names: WorkflowNames, imports: RuntimeImports): readonly string[] {
  const takesNothing = workflow.inputs.every(({ nullable }) => nullable);
  const parameters: readonly Parameter[] = [
    { name: 'input', type: names.input, ...(takesNothing ? { initializer: '{}' } : {}) },
    { name: 'options', type: imports.use('RunOptions'), optional: true },
  ];
  const result = `Promise<${imports.use('WorkflowResult')}<${names.outputs}>>`;
  const job = `Promise<${imports.use('Job')}<${names.outputs}>>`;
  return [
    functionText(names.run, parameters, result, `${names.workflow}.run(input, options)`, runDoc(names, workflow)),
    functionText(names.start, parameters, job, `${names.workflow}.start(input, options)`, startDoc(names, workflow)),
  ];
}
