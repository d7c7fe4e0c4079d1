import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const GOLDEN = join(import.meta.dirname, '../../generator/src/reports/golden');

/** A file beside this one. */
export function readBeside(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}

/** What a format prints for the example report, byte for byte. */
export function readGolden(name: string): string {
  return readFileSync(join(GOLDEN, name), 'utf8');
}

/** The JSON Schema we publish for our own json format. */
export function readJsonReportSchema(): string {
  return readFileSync(join(GOLDEN, '../../../json-report.schema.json'), 'utf8');
}
