import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Acceptance } from './acceptance.ts';
import { parseAcceptances, printAcceptances } from './acceptances-text.ts';

const entry: Acceptance = {
  rule: 'variable-removed',
  workflow: 'invoice',
  place: 'invoice.inputs.poNumber',
  fingerprint: 'df1:00',
  reason: 'ships on Friday',
  owner: 'kim',
  until: '2026-12-31',
};
const other: Acceptance = { ...entry, workflow: 'claim', place: 'claim.inputs.amount' };

const fileWith = (...accepted: readonly object[]): string => JSON.stringify({ driftFileVersion: 1, accepted });

function refused(text: string): string {
  const reading = parseAcceptances(text, 'opus.drift.json');
  return reading.ok ? 'accepted' : `${reading.diagnostic.name} ${reading.diagnostic.where}: ${reading.diagnostic.what}`;
}

test('the file is sorted, has LF and one line end at its end', () => {
  expect(printAcceptances([entry, other])).toBe(`{
  "driftFileVersion": 1,
  "accepted": [
    {
      "rule": "variable-removed",
      "workflow": "claim",
      "place": "claim.inputs.amount",
      "fingerprint": "df1:00",
      "reason": "ships on Friday",
      "owner": "kim",
      "until": "2026-12-31"
    },
    {
      "rule": "variable-removed",
      "workflow": "invoice",
      "place": "invoice.inputs.poNumber",
      "fingerprint": "df1:00",
      "reason": "ships on Friday",
      "owner": "kim",
      "until": "2026-12-31"
    }
  ]
}
`);
});

const someText = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.trim() === text && !/\r|\n/.test(text));
const someEntry = fc.record<Acceptance>({
  rule: someText,
  workflow: someText,
  place: someText,
  fingerprint: someText,
  reason: someText,
  owner: someText,
  until: fc.constantFrom('2026-12-31', '2028-02-29'),
});

test('what is printed reads back, in any order and with any line ends the same', () => {
  fc.assert(
    fc.property(fc.array(someEntry, { maxLength: 5 }), (entries) => {
      const text = printAcceptances(entries);
      const reading = parseAcceptances(`\ufeff${text.replaceAll('\n', '\r\n')}`, '');
      expect(reading.ok && printAcceptances(reading.accepted)).toBe(text);
      expect(printAcceptances(entries.toReversed())).toHaveLength(text.length);
    }),
  );
});

describe('a file that is not as it should be is refused with the place', () => {
  test.each([
    ['[]', 'drift-file-damaged opus.drift.json › opus.drift.json: opus.drift.json is damaged: opus.drift.json should be an object.'],
    [
      '{ "accepted": [] }',
      'drift-file-damaged opus.drift.json › driftFileVersion: opus.drift.json is damaged: driftFileVersion should be 1.',
    ],
    ['{ "driftFileVersion": 2 }', 'drift-file-version opus.drift.json: opus.drift.json says version 2; this package knows 1.'],
    ['{\n<<<<<<< HEAD\n', 'drift-file-conflict opus.drift.json:2: Line 2 of opus.drift.json is a merge conflict marker.'],
    ['{ "driftFileVersion": 1 }', 'drift-file-damaged opus.drift.json › accepted: opus.drift.json is damaged: accepted should be a list.'],
    [
      fileWith(entry, { ...entry, until: '2026-02-30' }),
      'drift-file-damaged opus.drift.json › accepted[1].until: opus.drift.json is damaged: accepted[1].until should be a day like 2026-12-31.',
    ],
    [
      fileWith({ ...entry, reason: '  ' }),
      'drift-file-damaged opus.drift.json › accepted[0].reason: opus.drift.json is damaged: accepted[0].reason should be a text that is not empty.',
    ],
    [
      fileWith({ ...entry, untill: 'x' }),
      'drift-file-damaged opus.drift.json › accepted[0].untill: opus.drift.json is damaged: accepted[0].untill should be gone: nothing reads it.',
    ],
    [
      fileWith({ ...entry, owner: undefined }),
      'drift-file-damaged opus.drift.json › accepted[0].owner: opus.drift.json is damaged: accepted[0].owner should be a text.',
    ],
  ])('%j', (text, expected) => {
    expect(refused(text)).toBe(expected);
  });

  test('what is no JSON', () => {
    expect(refused('{')).toMatch(/^drift-file-damaged opus\.drift\.json: opus\.drift\.json is no JSON: /);
  });

  test('whatever it holds, it never crashes', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(typeof parseAcceptances(text, '').ok).toBe('boolean');
        expect(typeof parseAcceptances(`{"driftFileVersion":1,"accepted":[${text}]}`, '').ok).toBe('boolean');
      }),
    );
  });
});
