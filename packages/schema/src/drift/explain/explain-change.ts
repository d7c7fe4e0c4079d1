import type { Change } from '../change.ts';
import type { RuleId } from '../rule.ts';
import { descriptionChanged, labelChanged, orderChanged } from './labels.ts';
import { added, addedOptional, addedRequired, crossed, moved, removed } from './members.ts';
import {
  acceptNarrowed,
  acceptWidened,
  changed,
  dateFormat,
  enforcement,
  narrowed,
  optional,
  optionsNarrowed,
  optionsWidened,
  required,
  unclear,
  unknown,
  widened,
} from './types.ts';
import { subjectOf, type Subject, type Words } from './words.ts';
import { inactive, missing, renamed, versionChanged } from './workflow.ts';

const EXPLANATIONS: Readonly<Record<RuleId, (subject: Subject) => Words>> = {
  'variable-added-required': addedRequired,
  'variable-added-optional': addedOptional,
  'variable-added': added,
  'variable-removed': removed,
  'variable-moved': moved,
  'field-added-required': addedRequired,
  'field-added-optional': addedOptional,
  'field-added': added,
  'field-removed': removed,
  'field-moved': moved,
  'labels-crossed': crossed,
  'label-changed': labelChanged,
  'description-changed': descriptionChanged,
  'order-changed': orderChanged,
  'type-widened': widened,
  'type-narrowed': narrowed,
  'type-changed': changed,
  'type-unclear': unclear,
  'type-unknown': unknown,
  'became-required': required,
  'became-optional': optional,
  'options-narrowed': optionsNarrowed,
  'options-widened': optionsWidened,
  'accept-narrowed': acceptNarrowed,
  'accept-widened': acceptWidened,
  'date-format-changed': dateFormat,
  'enforcement-changed': enforcement,
  'workflow-missing': missing,
  'workflow-inactive': inactive,
  'workflow-renamed': renamed,
  'version-changed': versionChanged,
};

/**
 * A change in words. Labels and names from the canvas stand in them, quoted and cut but not escaped: that is for whoever prints them, since each
 * sink has rules of its own (drift.md, Reports).
 */
export function explainChange(change: Change): Words {
  return EXPLANATIONS[change.rule](subjectOf(change));
}
