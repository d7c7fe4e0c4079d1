import { JsonFields, LockfileDamage } from '@opus-codegen/schema/lockfile';
import { ACCEPTANCE_FILE_NAME, ACCEPTANCE_FILE_VERSION, type Acceptance, type AcceptanceFile } from './acceptance.ts';
import { isDay } from './days.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';

export type AcceptancesReading =
  { readonly ok: true; readonly accepted: readonly Acceptance[] } | { readonly ok: false; readonly diagnostic: Diagnostic };

const CONFLICT_MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?: |\r?$)/m;

const FIELDS = ['rule', 'workflow', 'place', 'fingerprint', 'reason', 'owner', 'until'] as const satisfies readonly (keyof Acceptance)[];

/**
 * Reads the text of `opus.drift.json`. Strict: a field that is missing, empty or unknown is told with its place, for people edit this file. Pure.
 * `path` is for messages.
 */
export function parseAcceptances(text: string, path: string): AcceptancesReading {
  const marker = CONFLICT_MARKER.exec(text);
  if (marker !== null) {
    const line = text.slice(0, marker.index).split('\n').length;
    return refuse('drift-file-conflict', `Line ${line} of ${ACCEPTANCE_FILE_NAME} is a merge conflict marker.`, `${path}:${line}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse(
      'drift-file-damaged',
      `${ACCEPTANCE_FILE_NAME} is no JSON: ${error instanceof Error ? error.message : 'unreadable'}.`,
      path,
    );
  }
  try {
    const file = new JsonFields(value, ACCEPTANCE_FILE_NAME);
    const version = file.value('driftFileVersion');
    if (version === undefined) throw new LockfileDamage('driftFileVersion', String(ACCEPTANCE_FILE_VERSION));
    if (version !== ACCEPTANCE_FILE_VERSION) {
      const what = `${ACCEPTANCE_FILE_NAME} says version ${JSON.stringify(version)}; this package knows ${ACCEPTANCE_FILE_VERSION}.`;
      return refuse('drift-file-version', what, path);
    }
    refuseUnknown(file, ['driftFileVersion', 'accepted'], '');
    return { ok: true, accepted: sorted(new JsonFields({ accepted: file.value('accepted') }, '').list('accepted', entryOf)) };
  } catch (error) {
    if (!(error instanceof LockfileDamage)) throw error;
    const at = error.pointer.replace(/^\./, '');
    return refuse('drift-file-damaged', `${ACCEPTANCE_FILE_NAME} is damaged: ${error.message.replace(/^\./, '')}.`, `${path} › ${at}`);
  }
}

/** The file's bytes: two-space JSON, sorted, LF, one line end at the end. The same acceptances always give the same text. */
export function printAcceptances(accepted: readonly Acceptance[]): string {
  const file: AcceptanceFile = { driftFileVersion: ACCEPTANCE_FILE_VERSION, accepted: sorted(accepted) };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function entryOf(item: unknown, at: string): Acceptance {
  const pointer = at.replace(/^\./, '');
  const fields = new JsonFields(item, pointer);
  refuseUnknown(fields, FIELDS, `${pointer}.`);
  const text = (field: (typeof FIELDS)[number]): string => {
    const found = fields.text(field).trim();
    if (found === '') throw fields.damage(field, 'a text that is not empty');
    return found;
  };
  const until = text('until');
  if (!isDay(until)) throw fields.damage('until', 'a day like 2026-12-31');
  return {
    rule: text('rule'),
    workflow: text('workflow'),
    place: text('place'),
    fingerprint: text('fingerprint'),
    reason: text('reason'),
    owner: text('owner'),
    until,
  };
}

/** What is not known would be lost when the file is written. */
function refuseUnknown(fields: JsonFields, known: readonly string[], prefix: string): void {
  const unknown = fields.keys().find((key) => !known.includes(key));
  if (unknown !== undefined) throw new LockfileDamage(`${prefix}${unknown}`, 'gone: nothing reads it');
}

/** No field holds a line end that counts: the order is the same for the same entries all the same. */
function keyOf({ workflow, place, rule, fingerprint }: Acceptance): string {
  return [workflow, place, rule, fingerprint].join('\n');
}

function sorted(accepted: readonly Acceptance[]): readonly Acceptance[] {
  return accepted.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}

function refuse(
  name: 'drift-file-conflict' | 'drift-file-damaged' | 'drift-file-version',
  what: string,
  where: string,
): AcceptancesReading {
  return { ok: false, diagnostic: diagnose(name, { what, where }) };
}
