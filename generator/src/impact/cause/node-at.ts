import { ts } from 'ts-morph';

/** The outermost node that an error's span covers, beginning where it begins; the innermost one around it where none does. */
export function nodeAt(file: ts.SourceFile, start: number, length: number): ts.Node {
  const end = start + length;
  let node: ts.Node = file;
  for (;;) {
    const child: ts.Node | undefined = ts.forEachChild(node, (candidate) =>
      candidate.getStart(file) <= start && candidate.getEnd() >= Math.min(end, start + 1) && candidate.getEnd() > start
        ? candidate
        : undefined,
    );
    if (child === undefined) return node;
    node = child;
    if (node.getStart(file) === start && node.getEnd() <= end) return node;
  }
}

/** The statement a node is part of, or the declaration of a function or class where it stands in the head of one. */
export function isBoundary(node: ts.Node): boolean {
  return ts.isStatement(node) || ts.isClassElement(node) || ts.isSourceFile(node);
}
