/** What one client may do to the service at most, however many runs it has, and what an outage does not become. */
import type { RecordedRequest } from '@opus-codegen/local-operator';
import { expect, test } from 'vitest';
import { runInvoiceWorkflow, startInvoiceWorkflow } from '../../generated/invoice.ts';
import { failureOf, invoiceInput, OUTPUTS, setStage } from './stage.ts';

test('thirty-two requests at a time', async () => {
  await using stage = await setStage();
  const { operator, client, clock, wire } = stage;
  operator.fault({ call: 'initiate', kind: 'hang', times: Infinity });
  const most: number[] = [];
  for (const atMs of [1_000, 31_000]) clock.at(atMs, () => most.push(wire.open));

  await Promise.all(Array.from({ length: 100 }, () => failureOf(startInvoiceWorkflow(invoiceInput(), { client }))));

  expect(most).toEqual([32, 32]);
});

test('four uploads at a time, over all runs', async () => {
  await using stage = await setStage();
  const { operator, client, clock, wire } = stage;
  operator.fault({ call: 'put', kind: 'hang', times: 12 });
  const most: number[] = [];
  for (const atMs of [1_000, 31_000]) clock.at(atMs, () => most.push(wire.open));

  await Promise.all(Array.from({ length: 12 }, () => startInvoiceWorkflow(invoiceInput(), { client })));

  expect(most).toEqual([4, 4]);
  expect(operator.jobs.filter(({ executeCount }) => executeCount !== 1)).toEqual([]);
});

test('eight seconds of outage under two hundred runs: retries leave ten a second, none executes twice, and all complete', async () => {
  await using stage = await setStage();
  const { operator, client, clock, momentsOf } = stage;
  const outage = ({ call }: RecordedRequest): boolean => call === 'initiate' && clock.elapsedMs < 8_000;
  operator.fault({ call: 'initiate', kind: 'rateLimit', hintSeconds: 0, via: 'body', times: Infinity, match: outage });

  const results = await Promise.all(Array.from({ length: 200 }, () => runInvoiceWorkflow(invoiceInput(), { client })));

  const retries = momentsOf('initiate').filter((moment) => moment > 0);
  // Fifty at once from the bucket, then one every 100 ms: 11 of those in a second, both ends counted.
  const busiest = Math.max(...retries.map((start) => retries.filter((moment) => moment >= start && moment < start + 1_000).length));
  expect(busiest).toBeLessThanOrEqual(61);
  expect(results.map(({ outputs }) => outputs)).toEqual(Array(200).fill(OUTPUTS));
  expect(operator.jobs.map(({ executeCount }) => executeCount)).toEqual(Array(200).fill(1));
});
