import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DOCS_URL } from '../../generator/src/diagnostics/docs-link.ts';
import { repositoryRoot } from '../project/linked-project.ts';
import { documentationPages, readPage, type Page } from './pages/page.ts';

/** What is read at a registry cannot be relative to the repository. */
const REPOSITORY_URL = DOCS_URL.slice(0, -'docs'.length);

const pages = new Map(documentationPages().map((path) => [path, readPage(path)]));

describe.each([...pages.values()])('$path', (page) => {
  test('leads to files and headings that are there', () => {
    expect(page.links.filter(({ url }) => !leadsSomewhere(page, url)).map(({ line, url }) => `${page.path}:${line} ${url}`)).toEqual([]);
  });
});

test('what a package says of itself at a registry has no relative links', () => {
  const relative = [...pages.values()]
    .filter(({ path }) => /^(?:packages\/[^/]+|runtime|generator)\/README\.md$/.test(path))
    .flatMap(({ links }) => links)
    .filter(({ url }) => !/^(?:https:\/\/|#)/.test(url));
  expect(relative).toEqual([]);
});

function leadsSomewhere(page: Page, url: string): boolean {
  const inRepository = url.startsWith(REPOSITORY_URL) ? url.slice(REPOSITORY_URL.length) : undefined;
  if (inRepository === undefined && /^(?:https|mailto):/.test(url)) return URL.canParse(url);
  const [file = '', anchor] = (inRepository ?? url).split('#');
  const path = file === '' ? page.path : posix.normalize(inRepository === undefined ? posix.join(posix.dirname(page.path), file) : file);
  if (anchor === undefined) return existsSync(join(repositoryRoot, path));
  const target = pages.get(
    statSync(join(repositoryRoot, path), { throwIfNoEntry: false })?.isDirectory() === true ? posix.join(path, 'README.md') : path,
  );
  return target?.anchors.has(anchor) === true;
}
