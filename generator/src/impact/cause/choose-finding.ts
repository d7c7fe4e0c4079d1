import type { Finding, Level } from '@opus-codegen/schema';
import type { Place } from '../bindings/read-binding.ts';
import { SHOWS_IN_TYPES } from './causes-code-change.ts';
import type { Clue } from './clue.ts';

export type Findings = ReadonlyMap<string, readonly Finding[]>;

/** What an error comes from. Without a finding, only the workflow is certain. */
export interface Cause {
  readonly workflowKey: string;
  readonly finding?: Finding;
}

/**
 * The finding that explains an error best. A clue at the very place of a finding says more than one around it, however near; among equals the
 * nearest clue counts, then the gravest finding. Where several findings explain it equally badly, the one whose member is among `words` is chosen,
 * or none.
 *
 * @param words names that the error prints.
 */
export function chooseCause(clues: readonly Clue[], findings: Findings, words: ReadonlySet<string> = new Set()): Cause | undefined {
  let best: Candidate | undefined;
  for (const clue of clues) {
    for (const candidate of candidates(
      clue,
      (findings.get(clue.workflowKey) ?? []).filter(({ rule }) => SHOWS_IN_TYPES[rule]),
      words,
    )) {
      if (best === undefined || candidate.badness < best.badness) best = candidate;
    }
  }
  if (best !== undefined) return { workflowKey: best.workflowKey, finding: best.finding };
  const nearest = clues.reduce<Clue | undefined>(
    (near, clue) => (near === undefined || clue.distance < near.distance ? clue : near),
    undefined,
  );
  return nearest && { workflowKey: nearest.workflowKey };
}

/** The finding that stands at one place exactly, the gravest where there are several. */
export function findingAt(place: Place, findings: readonly Finding[]): Finding | undefined {
  return findings
    .filter(({ rule, path }) => SHOWS_IN_TYPES[rule] && fit(place, path) === 'same')
    .sort((a, b) => GRAVITY[a.level] - GRAVITY[b.level])[0];
}

interface Candidate extends Required<Cause> {
  readonly badness: number;
}

/** How the place of a clue and that of a finding lie to each other. */
type Fit = 'same' | 'inside' | 'around' | 'workflow' | 'none';

/** A worse fit loses against a better one found this many steps further away. */
const FIT_BADNESS: Readonly<Record<Exclude<Fit, 'none'>, number>> = { same: 0, inside: 20, around: 40, workflow: 60 };
const GRAVITY: Readonly<Record<Level, number>> = { breaking: 0, warning: 0.1, info: 0.2 };

function candidates(clue: Clue, findings: readonly Finding[], words: ReadonlySet<string>): readonly Candidate[] {
  const { workflowKey } = clue;
  const rated = findings.flatMap((finding) => {
    const how = fit(clue.place, finding.path);
    return how === 'none' ? [] : [{ workflowKey, finding, how, badness: FIT_BADNESS[how] + clue.distance + GRAVITY[finding.level] }];
  });
  // A clue around several findings does not tell them apart; one at or inside them does.
  const vague = rated.filter(({ how }) => how === 'around' || how === 'workflow');
  const named = vague.filter(({ finding }) => words.has(finding.path.at(-1) ?? ''));
  const eligible = named.length > 0 ? named : vague;
  const gravest = Math.min(...eligible.map(({ finding }) => GRAVITY[finding.level]));
  const alone = eligible.filter(({ finding }) => GRAVITY[finding.level] === gravest);
  return [...rated.filter((one) => !vague.includes(one)), ...(alone.length === 1 ? alone : [])];
}

function fit(clue: Place, finding: Place): Fit {
  const [at, of] = [withoutElements(clue), withoutElements(finding)];
  const common = at.findIndex((step, index) => step !== of[index]);
  const shared = common === -1 ? at.length : common;
  if (shared === at.length && shared === of.length) return 'same';
  if (of.length === 0 || at.length === 0) return 'workflow';
  if (shared === of.length) return 'inside';
  return shared === at.length ? 'around' : 'none';
}

/** Messages do not tell a list from its elements. */
function withoutElements(place: Place): Place {
  return place.filter((step) => step !== '[]');
}
