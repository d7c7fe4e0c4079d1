import { placeOf, type Finding } from '@opus-codegen/schema';
import type { MemberMention } from '../errors/message-parts.ts';
import type { Phrase, PhraseKind } from './phrase.ts';

/** What happens at a place and what is wrong with it: `runInvoiceWorkflow({ … }) lacks poNumber`, `result.outputs.total is gone`. */
export function summaryOf(phrase: Phrase, finding: Finding | undefined, mention: MemberMention | undefined): string {
  return `${phrase.text} ${finding === undefined ? unexplained(phrase, mention) : complaint(phrase, finding)}`;
}

function complaint({ kind, text }: Phrase, { rule, path }: Finding): string {
  if (rule === 'workflow-missing') return 'needs a workflow that is gone';
  const what = placeOf(path.slice(1));
  switch (rule) {
    case 'variable-added-required':
    case 'field-added-required':
      return `lacks ${what}`;
    case 'became-required':
      return `may leave out ${what}, which is required now`;
    case 'variable-removed':
    case 'field-removed':
      return kind === 'read' && text.endsWith(path.at(-1) ?? '') ? 'is gone' : `${VERBS[kind]} ${what}, which is gone`;
    case 'became-optional':
      return `${VERBS[kind]} ${what}, which may be missing now`;
    case 'options-narrowed':
      return `${VERBS[kind]} ${what}, which has fewer options now`;
    case 'accept-narrowed':
      return `${VERBS[kind]} ${what}, which takes fewer kinds of files now`;
    default:
      return `${VERBS[kind]} ${what}, whose type changed`;
  }
}

const VERBS: Readonly<Record<PhraseKind, string>> = { call: 'sends', value: 'gives', read: 'reads', import: 'needs', other: 'depends on' };

function unexplained({ kind }: Phrase, mention: MemberMention | undefined): string {
  if (kind === 'import') return 'leads nowhere now';
  if (mention === undefined) return 'does not compile any more';
  const what = mention.path.join('.');
  switch (mention.kind) {
    case 'missing':
      return `lacks ${what}`;
    case 'unknown':
      return `uses ${what}, which is not there`;
    case 'unfit':
      return `does not fit in ${what}`;
    default:
      return mention.kind satisfies never;
  }
}
