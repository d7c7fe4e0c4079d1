import { placeOf, type Finding } from '@opus-codegen/schema';
import type { MemberMention } from '../errors/message-parts.ts';

/** What is wrong at a place, after its expression: `runInvoiceWorkflow({ … }) lacks poNumber`. */
export function complaint(finding: Finding | undefined, mention: MemberMention | undefined): string {
  const what = finding === undefined || finding.path.length < 2 ? mention?.path.join('.') : placeOf(finding.path.slice(1));
  const isInput = finding?.side === 'input';
  if (finding?.rule === 'workflow-missing') return 'uses a workflow that is gone';
  if (what === undefined) return 'does not compile any more';
  switch (finding?.rule) {
    case 'variable-added-required':
    case 'field-added-required':
      return `lacks ${what}`;
    case 'variable-removed':
    case 'field-removed':
      return isInput ? `sends ${what}, which is gone` : `reads ${what}, which is gone`;
    case 'became-required':
      return isInput ? `may leave out ${what}, which is required now` : `reads ${what}`;
    default:
  }
  if (mention?.kind === 'missing') return `lacks ${what}`;
  if (mention?.kind === 'unknown') return `uses ${what}, which is not there`;
  if (finding === undefined) return `does not fit in ${what}`;
  return isInput ? `sends ${what}, whose type changed` : `reads ${what}, whose type changed`;
}
