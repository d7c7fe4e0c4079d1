import { expect, test } from 'vitest';
import { shellCommands } from './shell.ts';

test('takes a block apart into commands', () => {
  const block = `export OPUS_SERVICE_KEY=_…           # or a line in .env
npx opus-codegen accept rule --reason "ships with 4.2" --owner='kim'
git show main:opus.lock.json > old.json && npx opus-codegen diff --from old.json
A=1 node \\
  src/march.ts
# only a comment
`;
  expect(shellCommands(block).map(({ row, env, words, redirect }) => ({ row, env, words, redirect }))).toEqual([
    { row: 0, env: { OPUS_SERVICE_KEY: '_…' }, words: [], redirect: undefined },
    { row: 1, env: {}, words: ['npx', 'opus-codegen', 'accept', 'rule', '--reason', 'ships with 4.2', '--owner=kim'], redirect: undefined },
    { row: 2, env: {}, words: ['git', 'show', 'main:opus.lock.json'], redirect: 'old.json' },
    { row: 2, env: {}, words: ['npx', 'opus-codegen', 'diff', '--from', 'old.json'], redirect: undefined },
    { row: 4, env: { A: '1' }, words: ['node', 'src/march.ts'], redirect: undefined },
  ]);
});
