import { expect, test } from 'vitest';
import { whenFree } from './when-free.ts';

function refusing(times: number, code: string): { readonly act: () => Promise<string>; readonly tries: () => number } {
  let tries = 0;
  return {
    tries: () => tries,
    act: async () => {
      tries += 1;
      if (tries <= times) throw Object.assign(new Error(code), { code });
      return 'done';
    },
  };
}

test.each(['EPERM', 'EACCES', 'EBUSY'])('on Windows a file in use (%s) is tried again, for about 600 ms', async (code) => {
  const delaysMs: number[] = [];
  const sleep = async (delayMs: number): Promise<void> => void delaysMs.push(delayMs);
  expect(await whenFree(refusing(6, code).act, { platform: 'win32', sleep })).toBe('done');
  expect(delaysMs).toEqual([10, 20, 40, 80, 160, 320]);
  const always = refusing(Infinity, code);
  await expect(whenFree(always.act, { platform: 'win32', sleep })).rejects.toThrow(code);
  expect(always.tries()).toBe(7);
});

const neverWaits = async (): Promise<void> => expect.fail('waited');

test('anything else, and anywhere else, is a refusal at once', async () => {
  await expect(whenFree(refusing(1, 'ENOSPC').act, { platform: 'win32', sleep: neverWaits })).rejects.toThrow('ENOSPC');
  await expect(whenFree(refusing(1, 'EACCES').act, { platform: 'linux', sleep: neverWaits })).rejects.toThrow('EACCES');
});
