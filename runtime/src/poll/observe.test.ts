import { describe, expect, it } from 'vitest';
import type { Failure, Outcome } from '../transport/outcome.ts';
import { NOTHING_OBSERVED } from './observations.ts';
import { observe } from './observe.ts';

const seen = (status: unknown): Outcome => ({ kind: 'accepted', status: 200, json: { status } });
const answered = (status: number): Failure => ({
  kind: status >= 500 ? 'ambiguous' : 'final',
  code: status >= 500 ? 'SERVER_ERROR' : 'FORBIDDEN',
  detail: '',
  status,
});

/** What the looks mean, one after the other, so many milliseconds apart. */
function meanings(outcomes: readonly Outcome[], distanceMs: number): readonly string[] {
  let observations = NOTHING_OBSERVED;
  return outcomes.map((outcome, index) => {
    const [next, look] = observe(observations, outcome, index * distanceMs);
    observations = next;
    return look.kind;
  });
}

describe('observe', () => {
  it('goes on through outages, lost connections and answers without a status', () => {
    const lost: Failure = { kind: 'ambiguous', code: 'CONNECTION_LOST', detail: '' };
    const refused: Failure = { kind: 'notSent', code: 'CONNECT_FAILED', detail: '' };
    expect(meanings([answered(502), lost, refused, seen(undefined), seen('IN PROGRESS')], 60_000)).toEqual([
      'again',
      'again',
      'again',
      'again',
      'seen',
    ]);
  });

  it.each([401, 400, 410])('gives up at once on a %i', (status) => {
    expect(meanings([answered(status)], 1_000)).toEqual(['givenUp']);
  });

  it.each([403, 404])('believes a %i after three in a row and 15 s', (status) => {
    const no = answered(status);
    expect(meanings([no, no, no, no], 1_000)).toEqual(['again', 'again', 'again', 'again']);
    expect(meanings([no, no, no], 7_500)).toEqual(['again', 'again', 'givenUp']);
    expect(meanings([no, no], 60_000)).toEqual(['again', 'again']);
    expect(meanings([no, no, seen('PENDING'), no, no], 20_000)).toEqual(['again', 'again', 'seen', 'again', 'again']);
  });

  it('counts what it saw, by few words', () => {
    let observations = NOTHING_OBSERVED;
    for (const outcome of [seen('IN PROGRESS'), seen('in_progress'), answered(502)]) [observations] = observe(observations, outcome, 0);
    expect(observations.counts).toEqual({ IN_PROGRESS: 2, 'HTTP 502': 1 });
    for (let word = 0; word < 100; word += 1) [observations] = observe(observations, seen(`W${word}`), 0);
    expect(Object.keys(observations.counts)).toHaveLength(21);
    expect(observations.counts['other']).toBe(82);
    expect(observations.looks).toBe(103);
  });
});
