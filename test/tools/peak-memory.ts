import { readFileSync } from 'node:fs';

/**
 * The most memory that this process has held so far.
 *
 * On Linux as the kernel counts it since the program was started: `resourceUsage().maxRSS` begins there with what the parent held.
 */
export function peakMemoryBytes(): number {
  const counted = process.platform === 'linux' ? /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) : null;
  return 1024 * (counted === null ? process.resourceUsage().maxRSS : Number(counted[1]));
}
