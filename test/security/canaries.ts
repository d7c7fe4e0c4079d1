import { inspect } from 'node:util';
import { readWorkflowFile, type RawWorkflow } from '../workflows/workflows.ts';

/** Words that stand nowhere else: where one turns up, something was told that must not be. */
export const CANARIES = {
  /** Like a real one: 97 characters beginning with an underscore. */
  serviceKey: `_CanaryKey${'k3yCanary'.repeat(9)}012345`,
  sample: 'SampleCanary-of-another-customer',
  content: 'ContentCanary-of-the-file',
  value: 'ValueCanary-of-the-input',
  output: 'OutputCanary-of-the-results',
} as const;

/** A presigned URL's signature, whole or in part: nothing else here is that long in hexadecimal. */
const SIGNATURE = /[0-9a-f]{24,}/;

/** The names of the canaries found in a text. */
export function canariesIn(text: string): readonly string[] {
  const words = Object.entries(CANARIES).filter(([name, word]) => text.includes(name === 'serviceKey' ? word.slice(10, 40) : word));
  return [...words.map(([name]) => name), ...(SIGNATURE.test(text) ? ['signature'] : [])];
}

/** Everything a program prints of a value, whichever way it prints it. */
export function printed(value: unknown): string {
  const texts = [
    inspect(value, { depth: Infinity, showHidden: true, maxStringLength: Infinity, maxArrayLength: Infinity }),
    inspect(value),
  ];
  if (value instanceof Error) texts.push(String(value), value.stack ?? '', value.message);
  texts.push(JSON.stringify(value) ?? '', JSON.stringify(value, allOwnProperties) ?? '');
  return texts.join('\n');
}

/** Also what is not enumerable, and what a `toJSON` would keep back. */
function allOwnProperties(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Reflect.ownKeys(value)
      .filter((key) => key !== 'toJSON')
      .map((key) => [String(key), Reflect.get(value, key) as unknown]),
  );
}

/** The invoice workflow with somebody's data left in it as samples, as live ones have (operator-api.md §2). */
export function schemaWithSamples(): RawWorkflow {
  const raw = readWorkflowFile('invoice');
  for (const variable of Object.values(raw.jobPayloadSchema)) variable['value'] = CANARIES.sample;
  return { sample: CANARIES.sample, ...raw };
}
