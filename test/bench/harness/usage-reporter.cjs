// Preloaded into every Node.js process of a measured command (NODE_OPTIONS), its children included: at its end each tells what it used.
// Node does not tell a parent what a child used, and not every system has a program that does.
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.env.OPUS_BENCH_USAGE) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const report = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakBytes: maxRSS * 1024 };
    require('node:fs').writeFileSync(`${process.env.OPUS_BENCH_USAGE}/${process.pid}.json`, JSON.stringify(report));
  });
}
