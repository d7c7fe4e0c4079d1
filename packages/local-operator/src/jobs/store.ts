import type { Job } from './job.ts';

/** The contract's own example id: a reader of a log recognises it. */
const FIRST_ID = 2514;

export class JobStore {
  readonly #jobs = new Map<string, Job>();

  create(job: Omit<Job, 'id' | 'executeCount' | 'statusCount'>): Job {
    const created: Job = { ...job, id: String(FIRST_ID + this.#jobs.size), executeCount: 0, statusCount: 0 };
    this.#jobs.set(created.id, created);
    return created;
  }

  get(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  all(): readonly Job[] {
    return [...this.#jobs.values()];
  }

  /** The next one is the first again. */
  clear(): void {
    this.#jobs.clear();
  }
}
