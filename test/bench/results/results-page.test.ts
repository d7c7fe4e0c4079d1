import { expect, test } from 'vitest';
import { resultsPage } from './results-page.ts';
import type { Section } from './results.ts';

const section: Section = {
  suite: 'cold',
  title: 'A cold run',
  circumstances: { date: '2026-11-23', machine: 'a machine', node: '24.0.0', rounds: 5 },
  verdicts: [
    { what: 'ours to theirs', measured: 0.5, bar: { atMost: 1 }, unit: '×', spread: { min: 0.4, max: 0.6 } },
    { what: 'jobs to theirs', measured: 0.81, bar: { atLeast: 0.9 }, unit: '×' },
  ],
  tables: [{ title: '100 | 1,000', columns: ['', 'wall'], rows: [['a|b', '1 ms']] }],
  notes: ['A note.'],
};

test('the page tells every bar, and by how much one is missed', () => {
  const page = resultsPage([section], '## Steps\n\nNone.\n');

  expect(page).toContain('| `cold` | ours to theirs | **0.50 ×** (0.40 – 0.60) | ≤ 1 × | yes |');
  expect(page).toContain('| `cold` | jobs to theirs | **0.81 ×** | ≥ 0.9 × | **no**, by 10 % |');
  expect(page).toContain('## Steps\n\nNone.\n\n## A cold run');
  expect(page).toContain('`pnpm bench --only cold` · 2026-11-23 · 5 rounds · Node.js 24.0.0 · a machine');
  expect(page).toContain('| a\\|b | 1 ms |');
});
