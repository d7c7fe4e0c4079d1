import type { OutcomeSource, OutcomeUse } from './outcome.ts';

interface Told {
  readonly source: OutcomeSource;
  left: number;
}

/** What the jobs of one workflow will do: those told for a number of jobs come first, in their order; the last one told for all of them stays. */
export class OutcomeQueue {
  #next: Told[] = [];
  #always: OutcomeSource;

  constructor(always: OutcomeSource = {}) {
    this.#always = always;
  }

  /** @throws {RangeError} when it is told for no job. */
  tell(source: OutcomeSource, { times }: OutcomeUse = {}): void {
    if (times === undefined) {
      this.#always = source;
      return;
    }
    if (!(times >= 1)) throw new RangeError(`An outcome is told for one job or more, not for ${times}.`);
    this.#next.push({ source, left: times });
  }

  /** The outcome of the job that is executed now. */
  take(): OutcomeSource {
    return this.#useUp(this.#next[0]) ?? this.#always;
  }

  /** The outcome of a job that is held: the next one that does not hold it. */
  takeForHeld(): OutcomeSource | undefined {
    return this.#useUp(this.#next.find(({ source }) => !holds(source))) ?? (holds(this.#always) ? undefined : this.#always);
  }

  #useUp(told: Told | undefined): OutcomeSource | undefined {
    if (told === undefined) return undefined;
    told.left -= 1;
    if (told.left <= 0) this.#next = this.#next.filter((other) => other !== told);
    return told.source;
  }
}

const holds = (source: OutcomeSource): boolean => typeof source === 'object' && source.held === true;
