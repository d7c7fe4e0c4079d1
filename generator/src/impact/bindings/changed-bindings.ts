import type { ts } from 'ts-morph';
import type { Overlay } from '../program/overlay.ts';
import type { Disk } from '../program/disk.ts';
import { readBinding, type Binding } from './read-binding.ts';

/** The generated files that change, found by a file of either world. */
export interface ChangedBindings {
  /** Whether the file is one that changes, bindings or barrel. */
  readonly has: (file: ts.SourceFile) => boolean;
  /** `undefined` for every file that does not change, and for the barrel. */
  readonly of: (file: ts.SourceFile) => Binding | undefined;
}

export function changedBindings({ changed }: Overlay, { key }: Disk): ChangedBindings {
  const known = new WeakMap<ts.SourceFile, Binding | null>();
  const has = (file: ts.SourceFile): boolean => changed.has(key(file.fileName));
  return {
    has,
    of: (file) => {
      if (!has(file)) return undefined;
      let binding = known.get(file);
      if (binding === undefined) known.set(file, (binding = readBinding(file) ?? null));
      return binding ?? undefined;
    },
  };
}
