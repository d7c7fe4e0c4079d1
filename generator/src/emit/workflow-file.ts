import type { LockedWorkflow, RemovedVariable } from '@opus-codegen/schema/lockfile';
import {
  StructureKind,
  VariableDeclarationKind,
  type OptionalKind,
  type PropertySignatureStructure,
  type StatementStructures,
} from 'ts-morph';
import type { WorkflowNames } from '../names/workflow-names.ts';
import { planInterfaces, type InterfacePlans } from '../types/interfaces.ts';
import { stringLiteral } from '../types/string-literal.ts';
import { optionsText, propertyText, type TypeContext } from '../types/typescript.ts';
import { descriptorLiteral } from './descriptor.ts';
import { handleDoc, propertyDoc, removedDoc, runDoc, startDoc } from './docs.ts';
import { isType, RUNTIME_MODULE, RuntimeImports } from './runtime-imports.ts';

/** Everything one workflow's file says, as bulk structures: the whole file is printed at once (adding nodes one by one is quadratic). */
export function workflowFile(key: string, workflow: LockedWorkflow, names: WorkflowNames): readonly StatementStructures[] {
  const inputs = planInterfaces(names.input, workflow.inputs);
  const outputs = planInterfaces(names.outputs, workflow.outputs);
  const typeNames = [inputs, outputs].flatMap(({ interfaces, unions }) => [...interfaces, ...unions]).map(({ name }) => name);
  const imports = new RuntimeImports([...Object.values(names), ...typeNames]);

  const declarations = [
    ...typeStatements(inputs, 'input', imports, workflow.removed),
    ...typeStatements(outputs, 'output', imports, []),
    handleStatement(key, workflow, names, imports),
    ...functionStatements(workflow, names, imports),
  ];
  return [importStatement(imports), ...declarations.map((statement) => ({ ...statement, leadingTrivia: '\n' }))];
}

function importStatement(imports: RuntimeImports): StatementStructures {
  return {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: RUNTIME_MODULE,
    namedImports: imports.list().map(({ name, localName }) => ({
      name,
      isTypeOnly: isType(name),
      ...(localName === name ? {} : { alias: localName }),
    })),
  };
}

function typeStatements(
  plans: InterfacePlans,
  direction: 'input' | 'output',
  imports: RuntimeImports,
  removed: readonly RemovedVariable[],
): readonly StatementStructures[] {
  const context: TypeContext = { direction, nameOf: plans.nameOf, runtimeType: (name) => imports.use(name) };
  const interfaces = plans.interfaces.map(({ name, fields }, index): StatementStructures => {
    const isRoot = index === 0;
    const properties: readonly OptionalKind<PropertySignatureStructure>[] = [
      ...fields.map((field) => {
        const { type, optional } = propertyText(field, context, !(isRoot && direction === 'output'));
        return { name: field.name, type, hasQuestionToken: optional, docs: docsOf(propertyDoc(field, direction)) };
      }),
      ...(isRoot ? removed.map((variable) => removedProperty(variable, imports)) : []),
    ];
    if (properties.length === 0) return emptyType(name, direction);
    return { kind: StructureKind.Interface, name, isExported: true, properties: [...properties] };
  });
  const unions = plans.unions.map(({ name, options }): StatementStructures => ({
    kind: StructureKind.TypeAlias,
    name,
    isExported: true,
    type: optionsText(options, direction),
  }));
  return [...interfaces, ...unions];
}

function removedProperty({ name, displayName }: RemovedVariable, imports: RuntimeImports): OptionalKind<PropertySignatureStructure> {
  const message = `removed from the workflow${displayName === undefined ? '' : `; was "${displayName}"`}`;
  return {
    name,
    type: `${imports.use('RemovedInput')}<${stringLiteral(message)}>`,
    hasQuestionToken: true,
    docs: [removedDoc()],
  };
}

/** An empty interface would take any object; these take and give none. */
function emptyType(name: string, direction: 'input' | 'output'): StatementStructures {
  return {
    kind: StructureKind.TypeAlias,
    name,
    isExported: true,
    docs: [direction === 'input' ? 'The workflow takes no inputs.' : 'The workflow declares no outputs.'],
    type: direction === 'input' ? 'Record<string, never>' : 'Record<never, never>',
  };
}

function handleStatement(key: string, workflow: LockedWorkflow, names: WorkflowNames, imports: RuntimeImports): StatementStructures {
  return {
    kind: StructureKind.VariableStatement,
    declarationKind: VariableDeclarationKind.Const,
    isExported: true,
    docs: [handleDoc(names)],
    declarations: [
      {
        name: names.workflow,
        // Written out because `isolatedDeclarations` infers nothing from a call.
        type: `${imports.use('Workflow')}<${names.input}, ${names.outputs}>`,
        initializer: `/* @__PURE__ */ ${imports.use('defineWorkflow')}(${descriptorLiteral(key, workflow)})`,
      },
    ],
  };
}

function functionStatements(workflow: LockedWorkflow, names: WorkflowNames, imports: RuntimeImports): readonly StatementStructures[] {
  const takesNothing = workflow.inputs.every(({ nullable }) => nullable);
  const parameters = [
    { name: 'input', type: names.input, ...(takesNothing ? { initializer: '{}' } : {}) },
    { name: 'options', type: imports.use('RunOptions'), hasQuestionToken: true },
  ];
  return [
    {
      kind: StructureKind.Function,
      name: names.run,
      isExported: true,
      docs: [runDoc(names, workflow)],
      parameters,
      returnType: `Promise<${imports.use('WorkflowResult')}<${names.outputs}>>`,
      statements: [`return ${names.workflow}.run(input, options);`],
    },
    {
      kind: StructureKind.Function,
      name: names.start,
      isExported: true,
      docs: [startDoc(names, workflow)],
      parameters,
      returnType: `Promise<${imports.use('Job')}<${names.outputs}>>`,
      statements: [`return ${names.workflow}.start(input, options);`],
    },
  ];
}

function docsOf(text: string): string[] {
  return text === '' ? [] : [text];
}
