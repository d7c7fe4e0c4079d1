import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import GithubSlugger from 'github-slugger';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { repositoryRoot } from '../../project/linked-project.ts';

/** A page of documentation, taken apart. */
export interface Page {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** In the order of the page. */
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
  /** What `#…` can lead to, as GitHub makes it of headings. */
  readonly anchors: ReadonlySet<string>;
}

/** A code block, or a comment that nobody sees: a direction for whoever runs the page. */
export interface Block {
  readonly page: string;
  /** Of the first line inside, from 1. */
  readonly line: number;
  /** `direction` for a comment. */
  readonly language: string;
  readonly text: string;
  /** Of the text, in the page. */
  readonly start: number;
  readonly end: number;
  /** `src/march.ts`, when the first line names it: `// src/march.ts`, `# .env`. */
  readonly file?: string;
}

export interface Link {
  readonly page: string;
  readonly line: number;
  readonly url: string;
}

/** Every page a reader can meet, but change logs. */
export function documentationPages(): readonly string[] {
  const pages = ['*.md', 'docs/**/*.md', '{runtime,generator}/README.md', 'packages/*/README.md'];
  return globSync(pages, { cwd: repositoryRoot })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();
}

export function readPage(path: string): Page {
  return parsePage(path, readFileSync(join(repositoryRoot, path), 'utf8').replaceAll('\r\n', '\n'));
}

export function parsePage(path: string, text: string): Page {
  const blocks: Block[] = [];
  const links: Link[] = [];
  const anchors = new Set<string>();
  const slugger = new GithubSlugger();
  visit(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }), (node) => {
    const position = node.position;
    if (position === undefined) return;
    const { line } = position.start;
    if (node.type === 'code') blocks.push(blockOf(path, text, node.lang ?? '', position.start.offset ?? 0, position.end.offset ?? 0, line));
    if (node.type === 'html') {
      for (const [, id = ''] of node.value.matchAll(/<a id="([^"]+)">/g)) anchors.add(id);
      const said = /^<!-- (.+) -->$/s.exec(node.value)?.[1];
      if (said !== undefined) blocks.push({ page: path, line, language: 'direction', text: said, start: 0, end: 0 });
    }
    if (node.type === 'heading') anchors.add(slugger.slug(plainText(node)));
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') links.push({ page: path, line, url: node.url });
  });
  return { path, text, blocks, links, anchors };
}

function blockOf(page: string, text: string, language: string, from: number, to: number, line: number): Block {
  const start = text.indexOf('\n', from) + 1;
  const end = text.lastIndexOf('\n', to - 1) + 1;
  const content = text.slice(start, Math.max(start, end));
  const file = /^(?:\/\/|#) ([\w/.-]*\.\w+)\n/.exec(content)?.[1];
  return { page, line: line + 1, language, text: content, start, end, ...(file === undefined ? {} : { file }) };
}

function visit(node: Nodes, see: (node: Nodes) => void): void {
  see(node);
  if ('children' in node) for (const child of node.children) visit(child, see);
}

function plainText(node: Nodes): string {
  if ('value' in node) return node.type === 'html' ? '' : node.value;
  return 'children' in node ? node.children.map((child) => plainText(child)).join('') : '';
}
