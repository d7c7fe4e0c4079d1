/**
 * Runs a command line and tells how many function calls it made, in all of JavaScript: work that does not depend on how fast a machine is.
 * `node test/bench/guard/count-calls.ts COUNT COMMAND…` over that many workflows; the files are there already unless the command is `cold`.
 */
import { Session } from 'node:inspector/promises';
import { workloadFolder } from './workload-folder.ts';

const [count = '1', kind = 'cold'] = process.argv.slice(2);
using project = workloadFolder(Number(count));
if (kind !== 'cold') await project.run('--frozen');

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
await project.run('--frozen');
const { result } = await session.post('Profiler.takePreciseCoverage');
const calls = result.flatMap(({ functions }) => functions.map(({ ranges }) => ranges[0]?.count ?? 0)).reduce((sum, one) => sum + one, 0);
console.log(calls);
session.disconnect();
