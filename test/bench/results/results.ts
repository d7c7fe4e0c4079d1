import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import type { Circumstances } from '../harness/machine.ts';
import type { Findings } from '../harness/suite.ts';
import { resultsPage } from './results-page.ts';

/** What one suite found, when and where. */
export interface Section extends Findings {
  readonly suite: string;
  readonly title: string;
  readonly circumstances: Circumstances;
}

export const resultsPath: string = join(import.meta.dirname, '../results.md');
const dataPath = join(import.meta.dirname, '../results.json');
const stepsPath = join(import.meta.dirname, '../steps.md');

/** The last figures of every suite; a suite that was not run keeps its own. */
export function readSections(): readonly Section[] {
  return existsSync(dataPath) ? (JSON.parse(readFileSync(dataPath, 'utf8')) as readonly Section[]) : []; // written below
}

/** @param order the names of all suites, as the page shows them; sections of others go. */
export async function writeSections(measured: readonly Section[], order: readonly string[]): Promise<void> {
  const all = new Map([...readSections(), ...measured].map((section) => [section.suite, section]));
  const sections = order.flatMap((suite) => all.get(suite) ?? []);
  writeFileSync(dataPath, await format(JSON.stringify(sections), { parser: 'json', printWidth: 140 }));
  const page = resultsPage(sections, readFileSync(stepsPath, 'utf8'));
  writeFileSync(resultsPath, await format(page, { parser: 'markdown', printWidth: 140 }));
}
