import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { expect, test } from 'vitest';
import { sourcesOf, type SourcesRequest } from './sources.ts';
import { tempFolder } from '../testing/temp-folder.ts';

const workflow: LockedWorkflow = {
  workflowId: 'x',
  name: 'N',
  description: '',
  generation: 'v1',
  fingerprint: { inputs: '', outputs: '' },
  inputs: [],
  outputs: [],
  removed: [],
};

test('a change of a workflow changes its file, one of its name, its types or the extension the barrel, one of the format everything', () => {
  using folder = tempFolder();
  const request: SourcesRequest = {
    workflows: { a: workflow, vendorCheck: workflow },
    importExtension: '.ts',
    barrel: true,
    outputDir: folder.path,
  };
  const changedBy = (over: Partial<SourcesRequest>): readonly string[] => {
    const [before, after] = [sourcesOf(request), sourcesOf({ ...request, ...over })];
    return [...(before ?? [])].filter(([name, source]) => after?.get(name) !== source).map(([name]) => name);
  };
  expect([...(sourcesOf(request) ?? [])]).toEqual([
    ['a.ts', expect.stringMatching(/^[0-9a-f]{16}$/)],
    ['vendor-check.ts', expect.stringMatching(/^[0-9a-f]{16}$/)],
    ['index.ts', expect.stringMatching(/^[0-9a-f]{16}$/)],
  ]);
  expect(changedBy({})).toEqual([]);
  expect(changedBy({ workflows: { vendorCheck: workflow, a: { ...workflow, description: 'new' } } })).toEqual(['a.ts']);
  const inputs = [{ name: 'line', wire: 'l', type: 'object', fields: [{ name: 'sku', wire: 's', type: 'str' }] }] as const;
  expect(changedBy({ workflows: { vendorCheck: workflow, a: { ...workflow, inputs } } })).toEqual(['a.ts', 'index.ts']);
  expect(changedBy({ workflows: { a: workflow } })).toEqual(['vendor-check.ts', 'index.ts']);
  expect(changedBy({ workflows: { vendorCheck: workflow, a: workflow } })).toEqual([]);
  expect(changedBy({ importExtension: '' })).toEqual(['index.ts']);
  expect(changedBy({ barrel: false })).toEqual(['index.ts']);
  const before = sourcesOf(request);
  folder.write({ '.prettierrc': '{ "semi": false }' });
  const after = sourcesOf(request);
  expect([...(before ?? [])].filter(([name, source]) => after?.get(name) === source)).toEqual([]);
});
