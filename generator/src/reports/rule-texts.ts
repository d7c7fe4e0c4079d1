import type { RuleId } from '@opus-codegen/schema';

/** What a rule is about, for formats that describe rules apart from findings (SARIF). */
export const RULE_TEXTS: Readonly<Record<RuleId, { readonly title: string; readonly description: string }>> = {
  'variable-added-required': {
    title: 'New required input',
    description: 'The workflow wants an input that callers do not send yet. Runs are refused until it is sent.',
  },
  'variable-added-optional': { title: 'New optional input', description: 'The workflow takes one more input. Nothing breaks.' },
  'variable-added': { title: 'New output', description: 'The workflow returns one more output. Nothing breaks.' },
  'variable-removed': {
    title: 'Input or output gone',
    description: 'Callers still send the input, or still read the output, and the workflow no longer has it.',
  },
  'variable-moved': {
    title: 'New wire name',
    description: 'The variable is the same, under a new name on the wire. Regenerating is enough; no source changes.',
  },
  'field-added-required': {
    title: 'New required field',
    description: 'An object that callers send must have one more field.',
  },
  'field-added-optional': { title: 'New optional field', description: 'An object that callers send may have one more field.' },
  'field-added': { title: 'New field', description: 'An object that the workflow returns has one more field.' },
  'field-removed': { title: 'Field gone', description: 'An object of the workflow no longer has a field that code sends or reads.' },
  'field-moved': { title: 'New wire name of a field', description: 'The field is the same, under a new name on the wire.' },
  'labels-crossed': {
    title: 'Labels changed places',
    description: 'Two or more variables swapped their labels. The types may fit, and values could land in the wrong field.',
  },
  'label-changed': { title: 'New label', description: 'The label in the canvas changed. The name in code stays.' },
  'description-changed': { title: 'New description', description: 'The description in the canvas changed.' },
  'order-changed': { title: 'New order', description: 'Variables stand in another order. Generated code keeps its own.' },
  'type-widened': {
    title: 'Wider type',
    description: 'More values are possible than before: fine for those who send, a surprise for those who read.',
  },
  'type-narrowed': {
    title: 'Narrower type',
    description: 'Fewer values are possible than before: a refusal for those who send, fine for those who read.',
  },
  'type-changed': { title: 'Other type', description: 'The type changed, and values of the old one do not fit the new one.' },
  'type-unclear': { title: 'Perhaps another type', description: 'The type changed, and whether old values still fit cannot be told.' },
  'type-unknown': {
    title: 'Unknown type',
    description: 'The type is one this version does not know, so it cannot compare. A newer version may.',
  },
  'became-required': { title: 'Now required', description: 'A value that could be left out must be there now.' },
  'became-optional': { title: 'Now optional', description: 'A value that was always there can be missing now.' },
  'options-narrowed': { title: 'Fewer options', description: 'Values were taken out of a closed list.' },
  'options-widened': { title: 'More options', description: 'Values were added to a closed list.' },
  'accept-narrowed': { title: 'Fewer file types', description: 'Files of some extensions are no longer accepted.' },
  'accept-widened': { title: 'More file types', description: 'Files of more extensions are possible.' },
  'date-format-changed': { title: 'Other date format', description: 'Dates are written in another format.' },
  'enforcement-changed': { title: 'Other enforcement', description: 'The service checks a definition it did not check, or the reverse.' },
  'workflow-missing': { title: 'Workflow gone', description: 'The service does not know the workflow, and does know others.' },
  'workflow-inactive': { title: 'Workflow inactive', description: 'The workflow is switched off and may refuse jobs.' },
  'workflow-renamed': { title: 'Workflow renamed', description: 'The title changed. Names in code come from the config.' },
  'version-changed': { title: 'Other version', description: 'The service tells another version than the one locked or pinned.' },
};
