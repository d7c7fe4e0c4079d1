import type { RecordedRequest } from '../recording/recorded-request.ts';
import type { Fault } from './fault.ts';

interface Planned {
  readonly fault: Fault;
  toSkip: number;
  left: number;
}

/** The faults still to come. Each counts for itself; the first that is due strikes, and those after it do not see the request. */
export class FaultPlan {
  #planned: Planned[] = [];

  add(fault: Fault): void {
    this.#planned.push({ fault, toSkip: fault.skip ?? 0, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#planned = [];
  }

  /** The fault that strikes this request, used up by one. */
  take(request: RecordedRequest): Fault | undefined {
    for (const planned of this.#planned) {
      const { fault } = planned;
      if (fault.call !== request.call || planned.left <= 0 || fault.match?.(request) === false) continue;
      if (planned.toSkip > 0) {
        planned.toSkip -= 1;
        continue;
      }
      planned.left -= 1;
      if (planned.left <= 0) this.#planned = this.#planned.filter((other) => other !== planned);
      return fault;
    }
    return undefined;
  }
}
