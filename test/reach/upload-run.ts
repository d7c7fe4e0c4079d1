/** Uploads a hundred files of 10 MB from the disk in one run, and tells how much memory that took at its peak. Started by upload-memory.test.ts. */
import { createOpusClient, file } from '@opus-codegen/runtime';
import { runSamplerWorkflow } from '../../generated/sampler.ts';
import { peakMemoryBytes } from '../tools/peak-memory.ts';

const [picture = '', paths = '[]'] = process.argv.slice(2);

await runSamplerWorkflow(
  {
    textInput: 'many files',
    numberInput: 1,
    boolInput: true,
    dateInput: '2026-03-31',
    fileInputSingle: file(picture as `${string}.png`), // given by the test
    listInput: [],
    fileInputMultiple: (JSON.parse(paths) as readonly `${string}.csv`[]).map((path) => file(path)), // likewise
    objectInput: {},
  },
  { client: createOpusClient() },
);
console.log(JSON.stringify({ peakMb: Math.round(peakMemoryBytes() / 1e6) }));
