import { assert, nat, property } from 'fast-check';
import { ts } from 'ts-morph';
import { expect, test } from 'vitest';
import { nodeAt } from './node-at.ts';

const SOURCE = `import { run, type Input } from './opus/invoice.ts';
// a comment
export async function load(input: Input): Promise<string | undefined> {
  const { outputs: { summary, total = 0 } } = await run({ ...input, lines: [{ sku: \`a\${input}\`, quantity: 1 }] });
  if (total > 3) return summary?.trim();
  return (<T,>(value: T) => value)(summary) satisfies unknown;
}
`;
const file = ts.createSourceFile('file.ts', SOURCE, ts.ScriptTarget.ES2022, true);
const nodes: ts.Node[] = [];
const collect = (node: ts.Node): void => {
  nodes.push(node);
  ts.forEachChild(node, collect);
};
ts.forEachChild(file, collect);

test('finds a node with exactly the span of an error', () => {
  for (const node of nodes.filter((one) => one.getWidth(file) > 0)) {
    const found = nodeAt(file, node.getStart(file), node.getWidth(file));
    expect([found.getStart(file), found.getEnd()]).toEqual([node.getStart(file), node.getEnd()]);
  }
});

test('gives something for any span, even one that no node has', () => {
  assert(
    property(nat(SOURCE.length), nat(40), (start, length) => {
      const found = nodeAt(file, start, length);
      expect(found === file || (found.getStart(file) <= start && found.getEnd() >= start)).toBe(true);
    }),
  );
});
