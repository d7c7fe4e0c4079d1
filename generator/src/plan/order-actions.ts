import type { FileAction } from './plan-files.ts';

/**
 * The actions that change the disk, in the order that leaves imports whole whenever a run is killed: a file is there before the barrel names it, and
 * goes after the barrel has forgotten it. Pure.
 */
export function orderActions(actions: readonly FileAction[]): readonly FileAction[] {
  const written = new Set(actions.filter(isWrite).map(({ fileName }) => fileName.toLowerCase()));
  // Where case does not count the two are one file: removed later, the new one would be.
  const makesRoom = ({ fileName }: FileAction): boolean => written.has(fileName.toLowerCase());
  const deletions = actions.filter(({ kind }) => kind === 'delete-orphan');
  const writes = actions.filter(isWrite);
  return [
    ...deletions.filter(makesRoom),
    ...writes.filter((action) => !isBarrel(action)),
    ...writes.filter(isBarrel),
    ...deletions.filter((action) => !makesRoom(action)),
  ];
}

function isWrite({ kind }: FileAction): boolean {
  return kind === 'create' || kind === 'update';
}

function isBarrel({ fileName }: FileAction): boolean {
  return fileName === 'index.ts';
}
