import type { RunOptions } from '../options.ts';
import type { Journal } from './journal.ts';

/** `title`, `client` and the rest as for a single run; `waitTimeoutMs` counts for each item by itself. */
export interface MapOptions<Item> extends Omit<RunOptions, 'title'> {
  /** Runs at a time. Default 4. */
  readonly concurrency?: number | undefined;
  /** Where runs are kept, so that a `map` begun again after a crash does nothing twice. */
  readonly journal?: Journal | undefined;
  /**
   * The run key of an item in the journal: something of the item's own that stays, such as an invoice number. Default: the item's place, which
   * is right only for a source that gives the same items in the same order again; another input under a key is refused.
   */
  readonly key?: ((item: Item, index: number) => string) | undefined;
  /** The job's title on the platform. Default: the workflow's name. */
  readonly title?: string | ((item: Item, index: number) => string) | undefined;
}
