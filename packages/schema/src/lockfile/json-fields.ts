/** A place in the lockfile that is not what it should be. */
export class LockfileDamage extends Error {
  /** `workflows.invoice.inputs[2].type` */
  readonly pointer: string;

  constructor(pointer: string, expected: string) {
    super(`${pointer} should be ${expected}`);
    this.pointer = pointer;
  }
}

/** Reads typed fields of a JSON object; every reader throws `LockfileDamage` with the place. Absent and null fields are one. */
export class JsonFields {
  /** Where the object stands: `workflows.invoice`. */
  readonly pointer: string;
  readonly #record: Readonly<Record<string, unknown>>;

  constructor(value: unknown, pointer: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new LockfileDamage(pointer, 'an object');
    this.pointer = pointer;
    this.#record = value as Readonly<Record<string, unknown>>; // any object may be read as one, its values being unknown
  }

  /** Every key, in the order of the file. */
  keys(): readonly string[] {
    return Object.keys(this.#record);
  }

  /** Whatever stands there; `undefined` for null, too. */
  value(key: string): unknown {
    return Object.hasOwn(this.#record, key) ? (this.#record[key] ?? undefined) : undefined;
  }

  /** A text that must be there. */
  text(key: string): string {
    const value = this.value(key);
    if (typeof value !== 'string') throw this.damage(key, 'a text');
    return value;
  }

  /** A text, when there is one. */
  optionalText(key: string): string | undefined {
    return this.value(key) === undefined ? undefined : this.text(key);
  }

  /** A whole number, when there is one. */
  optionalWholeNumber(key: string): number | undefined {
    const value = this.value(key);
    if (value !== undefined && !Number.isSafeInteger(value)) throw this.damage(key, 'a whole number');
    return value as number | undefined; // just checked
  }

  /** A list of texts, when there is one. */
  optionalTexts(key: string): readonly string[] | undefined {
    return this.optionalList(key, (item, pointer) => {
      if (typeof item !== 'string') throw new LockfileDamage(pointer, 'a text');
      return item;
    });
  }

  /** A list, each item read with its place, when there is one. */
  optionalList<T>(key: string, read: (item: unknown, pointer: string) => T): readonly T[] | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw this.damage(key, 'a list');
    return value.map((item, index) => read(item, `${this.pointer}.${key}[${index}]`));
  }

  /** A list that must be there, each item read with its place. */
  list<T>(key: string, read: (item: unknown, pointer: string) => T): readonly T[] {
    const items = this.optionalList(key, read);
    if (items === undefined) throw this.damage(key, 'a list');
    return items;
  }

  /** A text that must be there and be one of these. */
  oneOf<T extends string>(key: string, allowed: readonly T[]): T {
    const found = allowed.find((item) => item === this.value(key));
    if (found === undefined) throw this.damage(key, `one of ${allowed.join(', ')}`);
    return found;
  }

  /** The error for a field that is not what it should be, to be thrown. */
  damage(key: string, expected: string): LockfileDamage {
    return new LockfileDamage(`${this.pointer}.${key}`, expected);
  }
}
