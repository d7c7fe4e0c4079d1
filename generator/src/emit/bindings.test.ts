import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { describe, expect, test } from 'vitest';
import { renderBindings } from './bindings.ts';

const golden = join(import.meta.dirname, '../../../test/golden');
const options = { importExtension: '.ts', barrel: true } as const;

function workflow(change: Partial<LockedWorkflow> = {}): LockedWorkflow {
  return {
    workflowId: 'B9uGJfZ3CFwOdMKH',
    name: 'Invoice',
    description: '',
    generation: 'v1',
    fingerprint: { inputs: '', outputs: '' },
    inputs: [],
    outputs: [],
    removed: [],
    ...change,
  };
}

/** With one input of this TypeScript name. */
function named(name: string): LockedWorkflow {
  return workflow({ inputs: [{ name, wire: 'a', type: 'str' }] });
}

describe('the same lockfile gives the same bytes', () => {
  test('whatever the order of its keys', async () => {
    const [a, b, c] = [workflow(), workflow({ name: 'B' }), workflow({ name: 'C' })];
    const one = await renderBindings({ a, b, c }, options);
    expect([...(await renderBindings({ c, a, b }, options))]).toEqual([...one]);
    expect([...one.keys()]).toEqual(['a.ts', 'b.ts', 'c.ts', 'index.ts']);
  });

  test('whatever the time zone and the language of the machine', () => {
    const script = `
      import { readFileSync } from 'node:fs';
      import { renderBindings } from ${JSON.stringify(new URL('bindings.ts', import.meta.url).href)};
      const { workflows } = JSON.parse(readFileSync(${JSON.stringify(join(golden, 'unicode-names/lock.json'))}, 'utf8'));
      const files = await renderBindings(workflows, { importExtension: '.ts', barrel: true, prettierConfigPath: ${JSON.stringify(join(golden, 'prettierrc.json'))} });
      process.stdout.write(JSON.stringify([...files]));
    `;
    const env = { ...process.env, TZ: 'Pacific/Apia', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', NODE_OPTIONS: '' };
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8', env });
    const files = JSON.parse(stdout) as readonly (readonly [string, string])[]; // as the script printed it
    for (const [name, text] of files) expect(text).toBe(readFileSync(join(golden, 'unicode-names/expected', name), 'utf8'));
    expect(files.length).toBe(3);
  });
});

test('an id is written where the wire name does not tell it', async () => {
  const fields = [
    { name: 'sku', wire: 'sku', id: 'sku', type: 'str' },
    { name: 'qty', wire: 'workflow_input_q1', id: 'q1', type: 'float' },
  ] as const;
  const inputs = [
    { name: 'a', wire: 'workflow_input_p0nr71x2c', id: 'p0nr71x2c', type: 'str' },
    { name: 'b', wire: 'workflow_input_c7th20s8d', id: 'other', type: 'str' },
    { name: 'c', wire: 'workflow_output_d3due55at', id: 'workflow_output_d3due55at', type: 'object', fields },
  ] as const;
  const files = await renderBindings({ a: workflow({ inputs }) }, options);
  // Of a field the wire name is the id, since that is what is sent for it when none is told.
  expect(files.get('a.ts')?.match(/\bid: "[^"]*"/g)).toEqual(['id: "other"', 'id: "workflow_output_d3due55at"', 'id: "q1"']);
});

describe('names that must not reach code are refused', () => {
  test.each(['x: any }; export const pwned = 1; //', '__proto__', '', 'a b'])('%j', async (name) => {
    await expect(renderBindings({ invoice: named(name) }, options)).rejects.toThrow(
      `invoice.inputs.a has the name ${JSON.stringify(name)}, which cannot stand in code.`,
    );
  });

  test('also inside objects, and of removed inputs', async () => {
    const fields = [{ name: 'a-b', wire: 'b', type: 'str' }] as const;
    const nested = workflow({ outputs: [{ name: 'a', wire: 'a', type: 'array', element: { type: 'object', fields } }] });
    await expect(renderBindings({ invoice: nested }, options)).rejects.toThrow('invoice.outputs.a[].b has the name "a-b"');
    await expect(renderBindings({ invoice: workflow({ removed: [{ name: '1' }] }) }, options)).rejects.toThrow(
      'invoice.removed has the name "1"',
    );
  });

  test('two of one name, and two keys that give one', async () => {
    const twice = workflow({ inputs: [{ name: 'x', wire: 'a', type: 'str' }], removed: [{ name: 'x' }] });
    await expect(renderBindings({ invoice: twice }, options)).rejects.toThrow('invoice.removed has the name "x"');
    await expect(renderBindings({ invoice: workflow(), Invoice: workflow() }, options)).rejects.toThrow(
      'The workflow keys Invoice and invoice both give runInvoiceWorkflow.',
    );
  });
});

test('prettier is loaded when there is something to render, not before', () => {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    await import(${JSON.stringify(new URL('bindings.ts', import.meta.url).href)});
    process.stdout.write(JSON.stringify(loaded));
  `;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  const loaded = JSON.parse(stdout) as readonly string[]; // as the script printed it
  expect(loaded.filter((url) => /prettier/.test(url))).toEqual([]);
  expect(loaded.some((url) => url.endsWith('emit/bindings.ts'))).toBe(true);
});
