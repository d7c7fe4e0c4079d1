/** What became of one item of a `map`. */
export type Settled<Item, Value> =
  | {
      readonly status: 'fulfilled';
      /** The item's place in the source, from 0. Results come in the order they are ready. */
      readonly index: number;
      readonly item: Item;
      /** The run key, with a journal: the name under which the run is known to it. */
      readonly key?: string;
      readonly value: Value;
    }
  | {
      readonly status: 'rejected';
      readonly index: number;
      readonly item: Item;
      readonly key?: string;
      /** Nearly always an `OpusError`; anything else was thrown by the caller's own `key`, `title` or `onEvent`. */
      readonly reason: unknown;
    };
