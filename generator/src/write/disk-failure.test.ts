import { expect, test } from 'vitest';
import { diskFailure } from './disk-failure.ts';

test.each([
  ['EACCES', 'OPUS5004 /p/a.ts cannot be written (EACCES).'],
  ['EPERM', 'OPUS5004 /p/a.ts cannot be written (EPERM).'],
  ['EROFS', 'OPUS5004 /p/a.ts cannot be written (EROFS).'],
  ['ENOSPC', 'OPUS5005 There is no room to write /p/a.ts (ENOSPC).'],
  ['EDQUOT', 'OPUS5005 There is no room to write /p/a.ts (EDQUOT).'],
  ['EIO', 'OPUS5006 /p/a.ts cannot be written (EIO).'],
])('%s: %s', (code, said) => {
  const diagnostic = diskFailure(Object.assign(new Error('no'), { code }), '/p/a.ts');
  expect(`${diagnostic.code} ${diagnostic.what}`).toBe(said);
  expect(diagnostic.exit).toBe('usage');
});
