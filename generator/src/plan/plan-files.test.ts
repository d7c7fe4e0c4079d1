import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesNothing, planFiles, type DiskEntry, type FileAction, type PlanRequest, type Signature } from './plan-files.ts';
import { propertyRuns } from '../testing/property-runs.ts';

const file = (signature: Signature, text = 'old'): DiskEntry => ({ kind: 'file', signature, text });

function plan(
  wanted: Readonly<Record<string, string>>,
  onDisk: Readonly<Record<string, DiskEntry>>,
  over: Partial<PlanRequest> = {},
): readonly FileAction[] {
  return planFiles({ wanted: new Map(Object.entries(wanted)), onDisk: new Map(Object.entries(onDisk)), ...over });
}

describe('a wanted file', () => {
  test('that is not there is created', () => {
    expect(plan({ 'a.ts': 'new' }, {})).toEqual([{ kind: 'create', fileName: 'a.ts', text: 'new' }]);
  });

  test('that is ours is updated', () => {
    expect(plan({ 'a.ts': 'new' }, { 'a.ts': file('ours') })).toEqual([
      { kind: 'update', fileName: 'a.ts', text: 'new', wasEdited: false },
    ]);
  });

  test.each<Signature>(['ours', 'edited', 'foreign'])('that has the wanted text is unchanged, be it %s', (signature) => {
    expect(plan({ 'a.ts': 'x\ny\n' }, { 'a.ts': file(signature, 'x\ny\n') })).toEqual([{ kind: 'unchanged', fileName: 'a.ts' }]);
    expect(plan({ 'a.ts': 'x\ny\n' }, { 'a.ts': file(signature, 'x\r\ny\r\n') })).toEqual([{ kind: 'unchanged', fileName: 'a.ts' }]);
  });

  test('that was edited is refused, and overwritten by force', () => {
    expect(plan({ 'a.ts': 'new' }, { 'a.ts': file('edited') })).toEqual([{ kind: 'refuse-edited', fileName: 'a.ts', isOrphan: false }]);
    expect(plan({ 'a.ts': 'new' }, { 'a.ts': file('edited') }, { force: true })).toEqual([
      { kind: 'update', fileName: 'a.ts', text: 'new', wasEdited: true },
    ]);
  });

  test('that holds both sides of a merge is refused as that, and overwritten by force', () => {
    expect(plan({ 'a.ts': 'new' }, { 'a.ts': file('merged') })).toEqual([{ kind: 'refuse-merged', fileName: 'a.ts', isOrphan: false }]);
    expect(plan({}, { 'a.ts': file('merged') })).toEqual([{ kind: 'refuse-merged', fileName: 'a.ts', isOrphan: true }]);
    expect(plan({ 'a.ts': 'new' }, { 'a.ts': file('merged') }, { force: true })).toEqual([
      { kind: 'update', fileName: 'a.ts', text: 'new', wasEdited: true },
    ]);
  });

  test('that is not ours is refused, by force as well', () => {
    for (const force of [false, true]) {
      expect(plan({ 'a.ts': 'new' }, { 'a.ts': file('foreign') }, { force })).toEqual([
        { kind: 'refuse-foreign', fileName: 'a.ts', inTheWay: 'a.ts' },
      ]);
      expect(plan({ 'a.ts': 'new' }, { 'a.ts': { kind: 'other', what: 'a folder' } }, { force })).toEqual([
        { kind: 'refuse-foreign', fileName: 'a.ts', inTheWay: 'a.ts (a folder)' },
      ]);
    }
  });

  test('is refused when another file differs from it in case only', () => {
    expect(plan({ 'a.ts': 'new' }, { 'A.ts': file('foreign') })).toEqual([
      { kind: 'create', fileName: 'a.ts', text: 'new' },
      { kind: 'refuse-foreign', fileName: 'a.ts', inTheWay: 'A.ts' },
    ]);
    expect(plan({ 'a.ts': 'new' }, { 'A.ts': file('ours') }).map(({ kind, fileName }) => `${kind} ${fileName}`)).toEqual([
      'delete-orphan A.ts',
      'create a.ts',
    ]);
  });
});

describe('a file nobody wants', () => {
  test('is deleted when it is ours, refused when it was edited, and left alone when it is not ours', () => {
    expect(
      plan({}, { 'a.ts': file('ours'), 'b.ts': file('edited'), 'c.ts': file('foreign'), 'd.ts': { kind: 'other', what: 'a folder' } }),
    ).toEqual([
      { kind: 'delete-orphan', fileName: 'a.ts', wasEdited: false },
      { kind: 'refuse-edited', fileName: 'b.ts', isOrphan: true },
    ]);
    expect(plan({}, { 'b.ts': file('edited') }, { force: true })).toEqual([{ kind: 'delete-orphan', fileName: 'b.ts', wasEdited: true }]);
  });
});

test('a scope leaves everything outside of it as it is', () => {
  expect(
    plan({ 'a.ts': 'new', 'b.ts': 'new' }, { 'b.ts': file('edited'), 'c.ts': file('ours') }, { scope: new Set(['a.ts', 'index.ts']) }),
  ).toEqual([{ kind: 'create', fileName: 'a.ts', text: 'new' }]);
});

const names = fc.constantFrom('a.ts', 'b.ts', 'index.ts', 'A.ts');
const entries: fc.Arbitrary<DiskEntry> = fc.oneof(
  fc.record({
    kind: fc.constant('file' as const),
    text: fc.constantFrom('old', 'new', 'x'),
    signature: fc.constantFrom<Signature>('ours', 'edited', 'foreign'),
  }),
  fc.constant<DiskEntry>({ kind: 'other', what: 'a folder' }),
);

test('carried out, a plan leaves nothing more to do, and never touched what is not ours', () => {
  fc.assert(
    fc.property(
      fc.dictionary(names, fc.constantFrom('new', 'x')),
      fc.dictionary(names, entries),
      fc.boolean(),
      (wantedFiles, disk, force) => {
        const wanted = new Map(Object.entries(wantedFiles));
        const onDisk = new Map(Object.entries(disk));
        const actions = planFiles({ wanted, onDisk, force });
        fc.pre(!actions.some(({ kind }) => kind.startsWith('refuse')));
        const after = new Map(onDisk);
        for (const action of actions) {
          if (action.kind === 'create' || action.kind === 'update')
            after.set(action.fileName, { kind: 'file', text: action.text, signature: 'ours' });
          if (action.kind === 'delete-orphan') after.delete(action.fileName);
        }
        expect(changesNothing(planFiles({ wanted, onDisk: after, force }))).toBe(true);
        const untouchable = [...onDisk].filter(([, entry]) => entry.kind === 'other' || entry.signature === 'foreign');
        expect(untouchable.map(([name]) => after.get(name))).toEqual(untouchable.map(([, entry]) => entry));
      },
    ),
    propertyRuns,
  );
});
