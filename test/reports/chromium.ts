import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'];

/** No update, no sync, no background request: whatever the page asks for is then the page's own doing. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type ChromiumLookup = { readonly path: string } | { readonly missing: string };

/**
 * The Chromium of this machine. Where there is none, on Debian and its kin, it is installed (the package `chromium`; a minute or two, once).
 *
 * @throws {Error} in CI, where a missing browser must not pass for a passed test.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): ChromiumLookup {
  const path = PLACES.find(isExecutable) ?? installChromium();
  if (path !== undefined) return { path };
  const missing = `Chromium is not on this machine and could not be installed. Install it (Debian: apt-get install chromium) to run these tests.`;
  if (env.CI !== undefined && env.CI !== '') throw new Error(missing);
  return { missing };
}

/** A headless browser with a fresh profile of its own, which is deleted with it. */
export function startChromium(path: string): Promise<Browser> {
  return chromium.launch({ executablePath: path, headless: true, args: FLAGS });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installChromium(): string | undefined {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return undefined;
  console.log('Installing the Debian package chromium, once …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const { status, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
    if (status !== 0) {
      console.log(`apt-get ${args[0]} failed: ${stderr?.trim().split('\n').at(-1) ?? 'not there'}`);
      return undefined;
    }
  }
  return PLACES.find(isExecutable);
}
