import type { OperatorCall } from '../calls.ts';
import type { RecordedRequest } from './recorded-request.ts';

/** Shared by the server, which adds what became of a request, and the readers, who see `RecordedRequest`. */
export type OpenRecord = { -readonly [key in keyof RecordedRequest]: RecordedRequest[key] };

/** Keeps the newest requests, up to a bound. */
export class Recorder {
  readonly #maximum: number;
  #records: OpenRecord[] = [];
  #sequence = 0;
  #leakCount = 0;
  readonly #counts = new Map<RecordedRequest['call'], number>();

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  nextSequence(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  add(record: OpenRecord): void {
    this.#counts.set(record.call, this.countOf(record.call) + 1);
    if (record.leakedServiceKey === true) this.#leakCount += 1;
    this.#records.push(record);
    // Trimmed in strides: cutting one off the front of a long list at every request would cost more than the request.
    if (this.#records.length > this.#maximum + this.#stride()) this.#records = this.#newest();
  }

  /** Oldest first. A copy: later requests do not show in it. */
  all(): readonly RecordedRequest[] {
    return this.#newest();
  }

  of(call: OperatorCall): readonly RecordedRequest[] {
    return this.#newest().filter((record) => record.call === call);
  }

  /** Counts every request since the last `clear`, also those no longer kept. */
  countOf(call: RecordedRequest['call']): number {
    return this.#counts.get(call) ?? 0;
  }

  /** Requests that brought a service key to the storage, since the last `clear`. */
  leakCount(): number {
    return this.#leakCount;
  }

  clear(): void {
    this.#records = [];
    this.#counts.clear();
    this.#leakCount = 0;
  }

  #newest(): OpenRecord[] {
    return this.#maximum === 0 ? [] : this.#records.slice(-this.#maximum);
  }

  #stride(): number {
    return Math.ceil(this.#maximum / 4);
  }
}
