// Preloaded into every Node.js process of a measured command (NODE_OPTIONS), its children included: at its end each tells what it used.
// Node does not tell a parent what a child used, and not every system has a program that does.
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.env.OPUS_BENCH_USAGE) {
  process.on('exit', () => {
    const { readFileSync, writeFileSync } = require('node:fs');
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    // On Linux as the kernel counts it since the program was started: maxRSS begins there with what the parent held.
    const counted = process.platform === 'linux' ? /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) : null;
    const peakBytes = 1024 * (counted === null ? maxRSS : Number(counted[1]));
    const report = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakBytes };
    writeFileSync(`${process.env.OPUS_BENCH_USAGE}/${process.pid}.json`, JSON.stringify(report));
  });
}
