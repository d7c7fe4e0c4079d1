import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

const run = promisify(execFile);

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium', '/usr/bin/google-chrome'];

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
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<ChromiumLookup> {
  const path = PLACES.find(isExecutable) ?? (await installChromium());
  if (path !== undefined) return { path };
  const missing =
    'Chromium is not on this machine and could not be installed. Install it (Debian: apt-get install chromium) to run these tests.';
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

/** As root, or by a `sudo` that asks for no password. */
async function installChromium(): Promise<string | undefined> {
  if (!existsSync('/etc/debian_version')) return undefined;
  console.log('Installing the Debian package chromium, once …');
  const asRoot = process.getuid?.() === 0 ? ['env'] : ['sudo', '-n', 'env'];
  const [program = 'env', ...before] = [...asRoot, 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  try {
    await run(program, [...before, 'update', '-qq']);
    await run(program, [...before, 'install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  } catch (error) {
    console.log(`It could not be installed: ${error instanceof Error ? error.message.trim() : 'unknown'}`);
    return undefined;
  }
  return PLACES.find(isExecutable);
}
