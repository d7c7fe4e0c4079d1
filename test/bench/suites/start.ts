import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInTurn } from '../harness/paired-runs.ts';
import { atMost, processTable } from '../harness/process-table.ts';
import type { Suite } from '../harness/suite.ts';
import { createProject } from '../setup/project.ts';

/** What a check costs in a commit hook: mostly the start of the process. */
export const check: Suite = {
  name: 'check',
  title: '`check --offline`, 20 workflows',
  async run(bench) {
    const project = createProject(await bench.setup.ours(), 20);
    project.generate();
    const [own, node] = ['check --offline', 'node -e 0'];
    const comparison = await runInTurn(
      own,
      [
        { name: own, command: project.command('check', '--offline', '--quiet') },
        { name: node, command: { args: ['-e', '0'], cwd: project.folder } },
      ],
      bench,
    );
    return {
      verdicts: [atMost('`check --offline` of 20 workflows, wall: to `node -e 0`', 6, comparison.ratio(own, node, 'wallMs'))],
      tables: [processTable('', comparison)],
      notes: [],
    };
  },
};

/** What the compile cache brings, and what is paid before it is there. */
export const first: Suite = {
  name: 'first',
  title: "The very first run on a machine, before Node's compile cache is filled",
  async run(bench) {
    const project = createProject(await bench.setup.ours(), 1);
    const cache = mkdtempSync(join(tmpdir(), 'opus-bench-cache-'));
    const command = project.command('generate', '--frozen', '--quiet');
    const withEnv = (env: Readonly<Record<string, string>>) => ({ ...command, env });
    const prepare = (): void => project.removeOutput();
    const emptied = (): void => {
      rmSync(cache, { recursive: true, force: true });
      prepare();
    };
    try {
      const comparison = await runInTurn(
        'one workflow, cold',
        [
          { name: 'with the cache', command, prepare },
          { name: 'with an empty cache', command: withEnv({ NODE_COMPILE_CACHE: cache }), prepare: emptied },
          { name: 'without a cache', command: withEnv({ NODE_DISABLE_COMPILE_CACHE: '1' }), prepare },
        ],
        bench,
      );
      return { verdicts: [], tables: [processTable('`generate --frozen`, 1 workflow', comparison)], notes: [] };
    } finally {
      rmSync(cache, { recursive: true, force: true });
    }
  },
};
