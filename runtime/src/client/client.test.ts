import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineWorkflow } from '../workflow/define-workflow.ts';
import { createFakeService, DESCRIPTOR, SCHEMA, SERVICE_KEY } from '../testing/fake-service.ts';
import { readBaseUrl } from './base-url.ts';
import { createOpusClient, type OpusClientOptions } from './client.ts';
import { defaultClient } from './default-client.ts';
import { keyHint } from '../transport/key-hint.ts';
import { readServiceKey } from './service-key.ts';

afterEach(() => vi.unstubAllGlobals());

const GOOD_KEY = `_${'k'.repeat(96)}`;

describe('the service key', () => {
  it('is taken as it is when nothing is wrong with it', () => {
    expect(readServiceKey(GOOD_KEY)).toEqual({ serviceKey: GOOD_KEY, givenKey: GOOD_KEY });
    expect(keyHint(GOOD_KEY)).toBeUndefined();
  });

  it.each([
    [`${GOOD_KEY}\n`, GOOD_KEY, 'Check OPUS_SERVICE_KEY: blanks or a line break around it were ignored.'],
    [
      'k'.repeat(96),
      'k'.repeat(96),
      'Check OPUS_SERVICE_KEY: it does not begin with "_" (a double click often leaves that out); it has 96 characters, keys have 97.',
    ],
    [`_${'k'.repeat(40)}`, `_${'k'.repeat(40)}`, 'Check OPUS_SERVICE_KEY: it has 41 characters, keys have 97.'],
    [
      `"${'k'.repeat(95)}"`,
      `"${'k'.repeat(95)}"`,
      'Check OPUS_SERVICE_KEY: it does not begin with "_" (a double click often leaves that out); it stands in quotation marks.',
    ],
  ])('is used, and what looks wrong is kept for the hint', (given, serviceKey, hint) => {
    expect(readServiceKey(given).serviceKey).toBe(serviceKey);
    expect(keyHint(given)).toBe(hint);
  });

  it.each([
    [undefined, 'MISSING_KEY'],
    ['', 'MISSING_KEY'],
    [' \n', 'MISSING_KEY'],
    ['_se cret', 'INVALID_OPTION'],
    ['_se\ncret', 'INVALID_OPTION'],
    ['_secrét', 'INVALID_OPTION'],
  ])('is refused without being shown: %j', (given, code) => {
    const failure = (() => {
      try {
        return readServiceKey(given);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toMatchObject({ name: 'ConfigError', code });
    expect(inspect(failure)).not.toMatch(/_se/);
  });
});

describe('the base URL', () => {
  it.each([
    [undefined, 'https://operator.opus.com'],
    [' ', 'https://operator.opus.com'],
    ['https://operator.example/', 'https://operator.example'],
    ['https://operator.example/api/v0//', 'https://operator.example/api/v0'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://localhost:4000/', 'http://localhost:4000'],
  ])('%j is %s', (given, url) => expect(readBaseUrl(given)).toBe(url));

  it.each([
    'http://operator.example',
    'ftp://localhost',
    'operator.example',
    'https://me:pw@operator.example',
    'https://x.example?a=1',
    'https://x.example#a',
  ])('refuses %s', (given) => {
    expect(() => readBaseUrl(given)).toThrow(expect.objectContaining({ name: 'ConfigError', code: 'INVALID_OPTION' }));
  });
});

describe('a client', () => {
  it.each<[keyof OpusClientOptions, unknown]>([
    ['requestTimeoutMs', 0],
    ['waitTimeoutMs', -1],
    ['maxRetries', -1],
    ['maxRetries', 1.5],
    ['maxInFlight', 0],
    ['maxUploads', 0],
    ['maxAnswerBytes', Number.NaN],
    ['statusRequestsPerSecond', 0],
    ['schemaMaxAgeMs', 'x'],
    ['drift', 'never'],
    ['baseUrl', 'http://far.example'],
  ])('refuses a wrong %s: %j', (name, value) => {
    expect(() => createOpusClient({ serviceKey: GOOD_KEY, [name]: value })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(name) }),
    );
  });

  it('takes Infinity for a time to wait', () => {
    expect(() => createOpusClient({ serviceKey: GOOD_KEY, waitTimeoutMs: Infinity })).not.toThrow();
  });

  it('does not live in a browser window unless told', () => {
    vi.stubGlobal('window', { document: {} });
    vi.stubGlobal('navigator', { userAgent: 'x' });
    expect(() => createOpusClient({ serviceKey: GOOD_KEY })).toThrow(
      expect.objectContaining({ name: 'ConfigError', code: 'INVALID_OPTION' }),
    );
    expect(() => createOpusClient({ serviceKey: GOOD_KEY, dangerouslyAllowBrowser: true })).not.toThrow();
  });

  it('reads a workflow as it is', async () => {
    const service = createFakeService();
    expect(await service.client.getWorkflow('wf')).toEqual(SCHEMA);
    await expect(service.client.getWorkflow('wf', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('says what looks wrong about the key when the service refuses it', async () => {
    const service = createFakeService({ 'GET /workflow/wf': Response.json({ message: 'Invalid or expired API key' }, { status: 401 }) });
    await expect(service.client.getWorkflow('wf')).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
      hint: expect.stringContaining('keys have 97'),
    });
  });

  it('shows nothing of its key', () => {
    const { client } = createFakeService();
    expect(inspect(client, { depth: Infinity, showHidden: true })).not.toContain(SERVICE_KEY);
  });

  it('works for a workflow defined by another copy of this package', async () => {
    vi.resetModules();
    const other = await import('../workflow/define-workflow.ts');
    expect(other.defineWorkflow).not.toBe(defineWorkflow);
    const service = createFakeService();
    const run = other.defineWorkflow<object, object>(DESCRIPTOR).run({ note: 'hi' }, { client: service.client });
    expect(await service.clock.settle(run)).toMatchObject({ outputs: { total: 12.5 } });
  });
});

describe('the default client', () => {
  it('is made of the environment, once, and anew when that changes', () => {
    vi.stubEnv('OPUS_SERVICE_KEY', GOOD_KEY);
    vi.stubEnv('OPUS_BASE_URL', 'http://localhost:1');
    const first = defaultClient();
    expect(first.baseUrl).toBe('http://localhost:1');
    expect(defaultClient()).toBe(first);
    vi.stubEnv('OPUS_BASE_URL', 'http://localhost:2');
    expect(defaultClient().baseUrl).toBe('http://localhost:2');
  });

  it('is missed only when it is needed', async () => {
    vi.stubEnv('OPUS_SERVICE_KEY', undefined);
    const workflow = defineWorkflow<object, object>(DESCRIPTOR);
    const job = workflow.job('1');
    await expect(workflow.run({ note: 'hi' })).rejects.toMatchObject({ code: 'MISSING_KEY' });
    await expect(job.result()).rejects.toMatchObject({ code: 'MISSING_KEY' });
  });
});
