import { unstamped } from '../provenance/stamp.ts';

/** What an existing file is to us: ours as we wrote it, with a hand's edit or with both sides of a merge, or somebody else's (codegen.md, writing). */
export type Signature = 'ours' | 'edited' | 'merged' | 'foreign';

/** Something that stands in the output folder. */
export type DiskEntry =
  { readonly kind: 'file'; readonly text: string; readonly signature: Signature } | { readonly kind: 'other'; readonly what: string };

/** What is to happen to one file of the output folder, and what keeps it from happening. */
export type FileAction =
  | { readonly kind: 'create'; readonly fileName: string; readonly text: string }
  | { readonly kind: 'update'; readonly fileName: string; readonly text: string; readonly wasEdited: boolean }
  | { readonly kind: 'unchanged'; readonly fileName: string }
  | { readonly kind: 'delete-orphan'; readonly fileName: string; readonly wasEdited: boolean }
  | { readonly kind: 'refuse-edited' | 'refuse-merged'; readonly fileName: string; readonly isOrphan: boolean }
  | { readonly kind: 'refuse-foreign'; readonly fileName: string; readonly inTheWay: string };

export interface PlanRequest {
  /** Every file the bindings consist of, by name. */
  readonly wanted: ReadonlyMap<string, string>;
  /** What is there: at least every wanted name, every generated file, and whatever differs from a wanted name in case only. */
  readonly onDisk: ReadonlyMap<string, DiskEntry>;
  /** Overwrite and delete what was edited by hand, and renew what a file says of its making. Never touches what is not ours. */
  readonly force?: boolean;
  /** Only these files take part; the others stay as they are, orphans too. */
  readonly scope?: ReadonlySet<string> | undefined;
}

/** Compares what should be with what is. Pure; sorted by name. `generate`, `--dry-run` and `check` all read this one answer. */
export function planFiles({ wanted, onDisk, force = false, scope }: PlanRequest): readonly FileAction[] {
  const spelling = new Map([...wanted.keys()].map((name) => [name.toLowerCase(), name]));
  const actions = [...wanted].map(([fileName, text]) => actionFor(fileName, text, onDisk.get(fileName), force));
  for (const [fileName, entry] of onDisk) {
    if (wanted.has(fileName)) continue;
    const wantedSpelling = spelling.get(fileName.toLowerCase());
    if (entry.kind === 'other' || entry.signature === 'foreign') {
      // On many disks the two would be one file.
      if (wantedSpelling !== undefined) actions.push({ kind: 'refuse-foreign', fileName: wantedSpelling, inTheWay: fileName });
      continue;
    }
    if (entry.signature === 'ours' || force) actions.push({ kind: 'delete-orphan', fileName, wasEdited: entry.signature !== 'ours' });
    else actions.push({ kind: `refuse-${entry.signature}`, fileName, isOrphan: true });
  }
  return actions
    .filter(({ fileName }) => scope === undefined || scope.has(fileName))
    .toSorted((a, b) => (a.fileName < b.fileName ? -1 : a.fileName > b.fileName ? 1 : 0));
}

function actionFor(fileName: string, text: string, entry: DiskEntry | undefined, force: boolean): FileAction {
  if (entry === undefined) return { kind: 'create', fileName, text };
  if (entry.kind === 'other') return { kind: 'refuse-foreign', fileName, inTheWay: `${fileName} (${entry.what})` };
  if (force ? toLf(entry.text) === text : unstamped(toLf(entry.text)) === unstamped(text)) return { kind: 'unchanged', fileName };
  switch (entry.signature) {
    case 'ours':
      return { kind: 'update', fileName, text, wasEdited: false };
    case 'edited':
    case 'merged':
      return force ? { kind: 'update', fileName, text, wasEdited: true } : { kind: `refuse-${entry.signature}`, fileName, isOrphan: false };
    case 'foreign':
      return { kind: 'refuse-foreign', fileName, inTheWay: fileName };
    default:
      return entry.signature satisfies never;
  }
}

/** Git may have checked a file out with CRLF; that is no difference. */
function toLf(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** Whether the plan leaves every file as it is. */
export function changesNothing(actions: readonly FileAction[]): boolean {
  return actions.every(({ kind }) => kind === 'unchanged');
}
