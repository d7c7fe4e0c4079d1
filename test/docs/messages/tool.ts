import type { Scenarios } from './scenario.ts';

export const TOOL_SCENARIOS: Scenarios = {
  'bad-usage': { type: 'chekc' },
  'working-directory': { type: 'check --cwd invoices' },
  'serve-nothing': { type: 'serve', isNew: true },
  'nothing-to-explain': { type: 'explain OPUS3101' },
};
