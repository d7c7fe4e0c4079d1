import { expect, test } from 'vitest';
import { Recorder, type OpenRecord } from './recorder.ts';

const record = (sequence: number, more: Partial<OpenRecord> = {}): OpenRecord => ({
  sequence,
  call: 'status',
  origin: 'api',
  method: 'GET',
  path: '/job/1/status',
  query: {},
  headers: {},
  bodySizeBytes: 0,
  at: 0,
  ...more,
});

test('keeps the newest requests and counts them all', () => {
  const recorder = new Recorder(8);
  for (let sequence = 1; sequence <= 100; sequence += 1) recorder.add(record(sequence));

  expect(recorder.all().map(({ sequence }) => sequence)).toEqual([93, 94, 95, 96, 97, 98, 99, 100]);
  expect(recorder.countOf('status')).toBe(100);
  expect(recorder.countOf('put')).toBe(0);
});

test('keeps none when told, and still counts', () => {
  const recorder = new Recorder(0);
  recorder.add(record(1, { leakedServiceKey: true }));

  expect(recorder.all()).toEqual([]);
  expect([recorder.countOf('status'), recorder.leakCount()]).toEqual([1, 1]);
});

test('what was read stays as it was when more arrives', () => {
  const recorder = new Recorder(8);
  recorder.add(record(1));
  const before = recorder.all();
  recorder.add(record(2, { call: 'put' }));

  expect(before).toHaveLength(1);
  expect(recorder.of('put').map(({ sequence }) => sequence)).toEqual([2]);
});

test('forgets everything but the sequence', () => {
  const recorder = new Recorder(8);
  recorder.add(record(recorder.nextSequence(), { leakedServiceKey: true }));
  recorder.clear();

  expect([recorder.all(), recorder.countOf('status'), recorder.leakCount(), recorder.nextSequence()]).toEqual([[], 0, 0, 2]);
});
