import { expect, test } from 'vitest';
import { checkKey, type KeyPlaces } from './check-key.ts';

const KEY = `_${'k'.repeat(96)}`;

function found(places: Partial<KeyPlaces>): string {
  const finding = checkKey({ name: 'OPUS_SERVICE_KEY', environment: {}, isNeeded: true, ...places });
  const said =
    finding.state === 'problem'
      ? `${finding.diagnostic.code} ${finding.diagnostic.what} ${finding.diagnostic.fix}`
      : `${finding.state} ${finding.what}`;
  expect(said).not.toMatch(/kkk/);
  return said;
}

test.each([
  [
    'the environment',
    { environment: { OPUS_SERVICE_KEY: KEY } },
    'ok OPUS_SERVICE_KEY comes from the environment, and has the form of a key',
  ],
  ['.env', { envFile: { OPUS_SERVICE_KEY: KEY } }, 'ok OPUS_SERVICE_KEY comes from .env, and has the form of a key'],
  [
    'blanks around it, which are left out',
    { environment: { OPUS_SERVICE_KEY: ` ${KEY}\n` } },
    'ok OPUS_SERVICE_KEY comes from the environment',
  ],
  [
    'both, of which one wins',
    { environment: { OPUS_SERVICE_KEY: KEY }, envFile: { OPUS_SERVICE_KEY: `${KEY}x` } },
    'ok OPUS_SERVICE_KEY comes from the environment, which wins over another one in .env',
  ],
  [
    'an empty one in the environment',
    { environment: { OPUS_SERVICE_KEY: '' }, envFile: { OPUS_SERVICE_KEY: KEY } },
    'ok OPUS_SERVICE_KEY comes from .env',
  ],
  [
    'nowhere',
    {},
    'OPUS3001 OPUS_SERVICE_KEY is set neither in the environment nor in .env. Write `OPUS_SERVICE_KEY=_…` into .env beside the config',
  ],
  [
    'nowhere, but a name that is near',
    { envFile: { OPUS_SERVICE_KY: KEY } },
    'OPUS3001 OPUS_SERVICE_KEY is set neither in the environment nor in .env. .env has OPUS_SERVICE_KY; did you mean OPUS_SERVICE_KEY?',
  ],
  ['nowhere, where nobody is asked', { isNeeded: false }, 'skipped OPUS_SERVICE_KEY is set neither'],
  [
    'no underscore',
    { environment: { OPUS_SERVICE_KEY: KEY.slice(1) } },
    'OPUS1029 The key does not begin with an underscore, which is easily lost in pasting',
  ],
  [
    'a line end within',
    { environment: { OPUS_SERVICE_KEY: `${KEY.slice(0, 40)}\n${KEY.slice(40)}` } },
    'OPUS1029 The key has blanks or a line end in it',
  ],
  ['quotes', { environment: { OPUS_SERVICE_KEY: `"${KEY}"` } }, 'OPUS1029 The key has quotes around it'],
  [
    'a piece missing',
    { envFile: { OPUS_SERVICE_KEY: KEY.slice(0, 90) } },
    'OPUS1029 The key has 90 characters where keys have 97 (OPUS_SERVICE_KEY, from .env)',
  ],
])('a key from %s', (_, places, said) => {
  expect(found(places)).toContain(said);
});
