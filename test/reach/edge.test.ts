/** The runtime where there is no Node: bundled as for an edge worker, it imports nothing and runs whole workflows with web globals alone. */
import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { setStage, type Stage } from '../faults/stage.ts';
import { bundleWhole, type Bundle } from './bundle.ts';
import { webGlobals } from './web-globals.ts';

let edge: Bundle;
beforeAll(async () => {
  edge = await bundleWhole(`export * from '@opus-codegen/runtime'; export * from '../../generated/invoice.ts';`, 'edge');
});

test('nothing of Node is left in it', () => {
  expect(edge.imports).toEqual([]);
  const left = [/\bnode:/, /\brequire\(/, /\bBuffer\b/, /\b__dirname\b/, /\bopenAsBlob\b/, /\bimport\.meta\b/];
  expect(left.filter((word) => word.test(edge.code))).toEqual([]);
});

/** Runs a program in that world; `bundle` is ours, `stage` the service and what the program needs to know. */
async function runAtTheEdge(stage: Stage, program: string): Promise<unknown> {
  const { baseUrl, serviceKey } = stage.operator;
  const context = createContext({ ...webGlobals(), settings: { baseUrl, serviceKey, clock: stage.clock } });
  return (await runInContext(
    `${edge.code}\n(async () => { const client = bundle.createOpusClient(settings); ${program} })().then(JSON.stringify)`,
    context,
  )) as unknown; // whatever the program gives
}

describe('in a world of web globals', () => {
  test('a run uploads bytes, executes, waits and reads its results', async () => {
    await using stage = await setStage();

    const text = await runAtTheEdge(
      stage,
      `const document = bundle.bytes(new TextEncoder().encode('%PDF'), 'march.pdf');
       return (await bundle.runInvoiceWorkflow({ invoiceDocument: document, poNumber: 'PO-4711' }, { client })).outputs;`,
    );

    expect(text).toBe('{"summary":"One page.","total":119,"decision":"approve"}');
    expect(stage.operator.storedFiles).toMatchObject([{ originalName: 'march.pdf', contentType: 'application/pdf', sizeBytes: 4 }]);
  });

  test('a Blob is a file, too', async () => {
    await using stage = await setStage();

    await runAtTheEdge(
      stage,
      `const document = new File(['%PDF'], 'april.pdf', { type: 'application/pdf' });
       await bundle.runInvoiceWorkflow({ invoiceDocument: document, poNumber: 'PO-4711' }, { client });`,
    );

    expect(stage.operator.storedFiles).toMatchObject([{ originalName: 'april.pdf' }]);
  });

  test('a path is refused before anything is sent, with what to pass instead', async () => {
    await using stage = await setStage();

    const text = await runAtTheEdge(
      stage,
      `return await bundle.runInvoiceWorkflow({ invoiceDocument: bundle.file('./march.pdf'), poNumber: 'PO' }, { client }).catch((error) => error);`,
    );

    expect(text).toContain('"code":"FILE_UNREADABLE"');
    expect(text).toContain('this platform has no local files: pass bytes(data, name) or a Blob');
    expect(stage.operator.requests).toEqual([]);
  });

  test('a map with a journal in a file is refused, with what to use instead', async () => {
    await using stage = await setStage();

    const text = await runAtTheEdge(
      stage,
      `try {
         for await (const settled of bundle.invoiceWorkflow.map([{}], { client, journal: bundle.fileJournal('./runs') })) return settled;
       } catch (error) { return error; }`,
    );

    expect(text).toContain('"code":"JOURNAL_FAILED"');
    expect(text).toContain('Use memoryJournal()');
  });

  test('a map with a journal in memory runs', async () => {
    await using stage = await setStage();

    const text = await runAtTheEdge(
      stage,
      `const rows = ['1', '2', '3'].map((poNumber) => ({ invoiceDocument: bundle.bytes(new Uint8Array(3), 'a.pdf'), poNumber }));
       const statuses = [];
       for await (const { status } of bundle.invoiceWorkflow.map(rows, { client, journal: bundle.memoryJournal() })) statuses.push(status);
       return statuses;`,
    );

    expect(text).toBe('["fulfilled","fulfilled","fulfilled"]');
    expect(stage.operator.jobs.map(({ executeCount }) => executeCount)).toEqual([1, 1, 1]);
  });

  test('the key of the environment is missed with the name of its variable', async () => {
    await using stage = await setStage();

    const text = await runAtTheEdge(stage, `try { bundle.createOpusClient(); } catch (error) { return error; }`);

    expect(text).toContain('"code":"MISSING_KEY"');
    expect(text).toContain('OPUS_SERVICE_KEY');
  });
});

test('bundled for Node, it imports modules of Node and nothing else', async () => {
  const { imports } = await bundleWhole(`export * from '@opus-codegen/runtime';`, 'node');

  expect(imports.filter((id) => !id.startsWith('node:'))).toEqual([]);
});
