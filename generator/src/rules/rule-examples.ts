import type { ArrayType, ComparedWorkflow, RuleId, Variable, VariableLabels } from '@opus-codegen/schema';

/** A change in which a rule fires. The same variables stand on both sides, so that one example shows what inputs and what outputs come to. */
export interface RuleExample {
  readonly before: ComparedWorkflow;
  /** `undefined`: the workflow is gone. */
  readonly after: ComparedWorkflow | undefined;
}

const po: Variable = { name: 'poNumber', wire: 'workflow_input_we4tej0ly', displayName: 'PO Number', type: 'str' };
const total: Variable = { name: 'total', wire: 'workflow_input_t0tal77x1', displayName: 'Total', type: 'float' };
const terms: Variable = { name: 'terms', wire: 'workflow_input_tr9p0d3aa', displayName: 'Terms', type: 'str', options: ['net30', 'net60'] };
const scan: Variable = { name: 'scan', wire: 'workflow_input_sc4n8k2ab', displayName: 'Scan', type: 'file', accept: ['.pdf', '.png'] };
const due: Variable = { name: 'due', wire: 'workflow_input_du3d4t3qq', displayName: 'Due', type: 'date', format: '%Y-%m-%d' };
const sku: Variable = { name: 'sku', wire: 'sku', displayName: 'SKU', type: 'str' };
const price: Variable = { name: 'price', wire: 'price', displayName: 'Price', type: 'float' };
const lines = (...fields: readonly Variable[]): ArrayType & VariableLabels => ({
  name: 'lines',
  wire: 'workflow_input_l1nes02bb',
  displayName: 'Lines',
  type: 'array',
  element: { type: 'object', fields },
});

function change(before: readonly Variable[], after: readonly Variable[]): RuleExample {
  return { before: workflowWith(before), after: workflowWith(after) };
}

function workflowWith(variables: readonly Variable[]): ComparedWorkflow {
  return { name: 'Invoice', inputs: variables, outputs: variables };
}

const whole: ComparedWorkflow = { name: 'Invoice', version: 3, inputs: [], outputs: [] };

/** One example a rule, checked by a test: each makes its rule fire. */
export const RULE_EXAMPLES: Readonly<Record<RuleId, RuleExample>> = {
  'variable-added-required': change([total], [total, po]),
  'variable-added-optional': change([total], [total, { ...po, nullable: true }]),
  'variable-added': change([total], [total, po]),
  'variable-removed': change([total, po], [total]),
  'variable-moved': change([po], [{ ...po, wire: 'workflow_input_n3wn4m3xy' }]),
  'field-added-required': change([lines(sku)], [lines(sku, price)]),
  'field-added-optional': change([lines(sku)], [lines(sku, { ...price, nullable: true })]),
  'field-added': change([lines(sku)], [lines(sku, price)]),
  'field-removed': change([lines(sku, price)], [lines(sku)]),
  'field-moved': change([lines(sku)], [lines({ ...sku, wire: 'sku_2' })]),
  'labels-crossed': change(
    [
      { ...total, displayName: 'Net' },
      { ...price, displayName: 'Gross' },
    ],
    [
      { ...total, displayName: 'Gross' },
      { ...price, displayName: 'Net' },
    ],
  ),
  'label-changed': change([po], [{ ...po, displayName: 'Order Number' }]),
  'description-changed': change([po], [{ ...po, description: 'As printed on the order.' }]),
  'order-changed': change([po, total], [total, po]),
  'type-widened': change([{ ...total, type: 'int' }], [total]),
  'type-narrowed': change([total], [{ ...total, type: 'int' }]),
  'type-changed': change([total], [{ ...total, type: 'bool' }]),
  'type-unclear': change([po], [{ ...scan, name: po.name, wire: po.wire, displayName: 'PO Number' }]),
  'type-unknown': change([po], [{ name: po.name, wire: po.wire, displayName: 'PO Number', type: 'unknown', declared: 'geo_point' }]),
  'became-required': change([{ ...po, nullable: true }], [po]),
  'became-optional': change([po], [{ ...po, nullable: true }]),
  'options-narrowed': change([terms], [{ ...terms, options: ['net30'] }]),
  'options-widened': change([terms], [{ ...terms, options: ['net30', 'net60', 'net90'] }]),
  'accept-narrowed': change([scan], [{ ...scan, accept: ['.pdf'] }]),
  'accept-widened': change([scan], [{ ...scan, accept: ['.jpg', '.pdf', '.png'] }]),
  'date-format-changed': change([due], [{ ...due, format: '%d/%m/%Y' }]),
  'enforcement-changed': change([lines(sku)], [{ ...lines(sku), enforced: false }]),
  'workflow-missing': { before: whole, after: undefined },
  'workflow-inactive': { before: whole, after: { ...whole, active: false } },
  'workflow-renamed': { before: whole, after: { ...whole, name: 'Invoice intake' } },
  'version-changed': { before: whole, after: { ...whole, version: 4 } },
};
