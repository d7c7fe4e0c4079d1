import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { shownPath, shownPlace } from './shown-path.ts';

const cwd = resolve('/home/ana/app');

test('paths are shown relative to the working directory, with forward slashes', () => {
  expect(shownPath(cwd, join(cwd, 'src', 'opus', 'invoice.ts'))).toBe('src/opus/invoice.ts');
  expect(shownPath(cwd, resolve('/home/ana/opus.lock.json'))).toBe('../opus.lock.json');
  expect(shownPath(cwd, cwd)).toBe(cwd.replaceAll('\\', '/'));
});

test('so is the path of a place; what is no path stays', () => {
  expect(shownPlace(cwd, `${join(cwd, 'opus.lock.json')} › workflows.invoice`)).toBe('opus.lock.json › workflows.invoice');
  expect(shownPlace(cwd, `${join(cwd, 'opus.lock.json')}:12`)).toBe('opus.lock.json:12');
  expect(shownPlace(cwd, 'opus.config.ts › workflows.invoice')).toBe('opus.config.ts › workflows.invoice');
  expect(shownPlace(cwd, 'environment › OPUS_BASE_URL')).toBe('environment › OPUS_BASE_URL');
});
