/**
 * Preloaded into a process: kills it, as nothing can catch, before its n-th change of the working directory (`DIE_BEFORE`), whatever call of Node's makes
 * that change. Counted from the beginning, or from when a file is there (`COUNT_FROM`).
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const dieBefore = Number(process.env.DIE_BEFORE ?? Infinity);
const CHANGES = [
  'appendFile',
  'copyFile',
  'cp',
  'link',
  'mkdir',
  'mkdtemp',
  'rename',
  'rm',
  'rmdir',
  'symlink',
  'truncate',
  'unlink',
  'writeFile',
];
const exists = fs.existsSync;
let changes = 0;
let counts = process.env.COUNT_FROM === undefined;

function isCounting() {
  counts ||= exists(process.env.COUNT_FROM);
  return counts;
}

function beforeChange(paths) {
  if (!paths.some((path) => typeof path === 'string' && path.startsWith(process.cwd()))) return;
  if (!isCounting()) return;
  if (changes === dieBefore) process.kill(process.pid, 'SIGKILL');
  changes += 1;
}

for (const name of CHANGES) {
  for (const [owner, key] of [
    [fs.promises, name],
    [fs, `${name}Sync`],
  ]) {
    const real = owner[key];
    owner[key] = (...args) => {
      beforeChange(args);
      return real.apply(owner, args);
    };
  }
}
syncBuiltinESMExports();
