import type { DiagnosticName } from '../../../generator/src/diagnostics/catalog.ts';

/** Messages that the page shows no example of, and why: what it would take is not to be had in every place where the page is made. */
export const WITHOUT_EXAMPLE: { readonly [name in DiagnosticName]?: string } = {
  'setup-raced': 'wants two at work at once; test/cli-setup/init.test.ts',
  'service-not-asked': 'stands in reports alone; test/cli-drift/check-reports.test.ts',
  'override-invalid': 'the config is refused before it comes to that; generator/src/names/pin-names.test.ts',
  'write-denied': 'root may write everywhere; test/cli/disk.test.ts',
  'disk-full': 'wants a full disk; generator/src/write/disk-failure.test.ts',
  'write-failed': 'wants a broken disk; generator/src/write/disk-failure.test.ts',
  'rollback-failed': 'wants a disk that breaks twice; generator/src/write/commit-files.test.ts',
  'run-in-progress': 'waits for the other run; generator/src/write/run-lock.test.ts',
  'file-unreadable': 'root may read everything; test/cli/disk.test.ts',
  'commit-unfinished': 'wants a run killed midway, and a broken disk; generator/src/write/complete-commit.test.ts',
  'impact-unplaced': 'wants several workflows and code that mixes them; generator/src/impact',
  'rows-changed': 'wants somebody to edit the rows meanwhile; test/run/batch-stopped.test.ts',
  'serve-port': 'serves until it is stopped, unless a port is taken; test/cli/serve.test.ts',
  'serve-same-workflow': 'serves until it is stopped; test/cli/serve.test.ts',
  'serve-not-reloaded': 'serves until it is stopped; test/cli/serve.test.ts',
  'own-bug': 'there is none that we know of; generator/src/cli/run.test.ts',
  interrupted: 'wants somebody to press Ctrl-C; test/cli/interruption.test.ts',
  'ended-early': 'wants a process of its own; test/cli-setup/mistakes.test.ts',
  'stdout-lost': 'wants a full disk; test/cli/command-line.test.ts',
  'node-too-old': 'wants an old Node.js; test/cli/command-line.test.ts',
};
