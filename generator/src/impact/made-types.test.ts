import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImpactResult } from './find-impact.ts';
import { costCentre, currency, lines, list, poNumber, sku, summary } from './testing/example-workflows.ts';
import { createImpactProject, told, TSCONFIG, variable, workflow, type ImpactProject } from './testing/impact-project.ts';

const tags = (type: 'str' | 'int') => variable('tags', { type: 'array', nullable: true, element: { type } });

describe('types made from a workflow', () => {
  const part = variable('code', { type: 'str' });
  let project: ImpactProject;
  let result: ImpactResult;

  beforeAll(async () => {
    project = await createImpactProject({
      workflows: { order: workflow('order', [currency('EUR', 'CHF'), lines(sku, part, list('parts', part)), tags('str')], [summary]) },
      files: {
        'tsconfig.json': TSCONFIG,
        'src/class.ts': `import type { OrderInput } from './opus/order.ts';
export class Order implements OrderInput {
  currency = 'CHF' as const;
}
export class Draft implements OrderInput {
  readonly currency = 'EUR';
}
`,
        'src/interface.ts': `import type { OrderInput } from './opus/order.ts';
export interface SwissOrder extends OrderInput {
  readonly currency: 'CHF';
}
`,
        'src/mapped.ts': `import { runOrderWorkflow, type OrderInput } from './opus/order.ts';
const defaults: Partial<OrderInput> = { currency: 'CHF' };
export const run = (input: Omit<OrderInput, 'lines'>) => runOrderWorkflow({ ...defaults, ...input });
`,
        'src/assigned.ts': `import type { OrderInput } from './opus/order.ts';
export function change(input: OrderInput): void {
  input.currency = 'CHF';
}
`,
        'src/deep.ts': `import { runOrderWorkflow } from './opus/order.ts';
const lines = ['a'].map((sku) => ({ sku, code: 1, parts: [{ code: 'b' }] }));
export const job = runOrderWorkflow({ currency: 'EUR', poNumber: '1', costCentre: '2', lines });
`,
        'src/element.ts': `import { runOrderWorkflow, type OrderInput } from './opus/order.ts';
export const run = (input: OrderInput) => runOrderWorkflow({ ...input, tags: ['urgent'] });
`,
        'src/schema.ts': `import type { OrderInput } from './opus/order.ts';
type Same<A, B> = [A, B] extends [B, A] ? true : false;
export const known: Same<keyof OrderInput, 'currency' | 'lines' | 'tags'> = true;
`,
      },
    });
    const changedPart = variable('code', { type: 'int' });
    result = await project.impactOf({
      order: workflow(
        'order',
        [currency('EUR'), lines(sku, changedPart, list('parts', changedPart)), tags('int'), poNumber, costCentre],
        [summary],
      ),
    });
  }, 60_000);
  afterAll(() => project[Symbol.dispose]());

  test('a class that implements the input', () => {
    expect(told(result, 'src/class.ts')).toEqual([
      [3, 'Order.currency depends on currency, which has fewer options now', 'options-narrowed'],
      [5, 'Draft lacks poNumber', 'variable-added-required'],
      [5, 'Draft lacks costCentre', 'variable-added-required'],
    ]);
  });

  test.each([
    [
      'an interface that extends it',
      'src/interface.ts',
      2,
      'SwissOrder depends on currency, which has fewer options now',
      'options-narrowed',
    ],
    [
      'a part of it',
      'src/mapped.ts',
      2,
      'const defaults: Partial<OrderInput> gives currency, which has fewer options now',
      'options-narrowed',
    ],
    [
      'a member that is assigned',
      'src/assigned.ts',
      3,
      'input.currency = … gives currency, which has fewer options now',
      'options-narrowed',
    ],
    ['an element of a list', 'src/element.ts', 2, 'runOrderWorkflow({ … }) sends tags[], whose type changed', 'type-changed'],
    [
      'of two members with one name, the one deep inside',
      'src/deep.ts',
      3,
      'runOrderWorkflow({ … }) sends lines[].parts[].code, whose type changed',
      'type-changed',
    ],
    [
      'its keys, where nothing tells which finding it was',
      'src/schema.ts',
      3,
      "const known: Same<keyof OrderInput, 'currency' | 'lines' | … does not compile any more",
      undefined,
    ],
  ])('%s', (_, file, line, said, rule) => {
    expect(told(result, file)).toEqual([[line, said, rule]]);
    expect(result.callSites.find((site) => site.file === file)?.workflowKey).toBe('order');
  });
});
