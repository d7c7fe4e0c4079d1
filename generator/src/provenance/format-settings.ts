import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

// Every name prettier looks for, in the output folder and in all above it.
const DATA_FILES: ReadonlySet<string> = new Set([
  '.prettierrc',
  '.prettierrc.json',
  '.prettierrc.json5',
  '.prettierrc.toml',
  '.prettierrc.yaml',
  '.prettierrc.yml',
]);
const PROGRAM = /^(?:\.prettierrc|prettier\.config)\.[cm]?[jt]s$/;

/** Where prettier stops looking for `.editorconfig`. */
const REPOSITORY_MARKS: readonly string[] = ['.git', '.hg', '.jj', '.sl'];

/**
 * All that the formatting of a folder's files depends on, as text: the same text, the same formatting, on any machine. It looks where prettier looks:
 * the nearest folder with a config, and every `.editorconfig` up to the root of the repository.
 *
 * `undefined` when that cannot be known without running prettier: a config that is a program, or that names a shared config or plugins.
 */
export function formatSettings(outputDir: string): string | undefined {
  const found: string[] = [];
  let seeksConfig = true;
  let seeksEditorConfig = true;
  for (let folder = outputDir; seeksConfig || seeksEditorConfig; folder = dirname(folder)) {
    const names = namesIn(folder);
    const configs: readonly NamedText[] = seeksConfig ? configsIn(folder, names) : [];
    const editorConfig: string | undefined =
      seeksEditorConfig && names.includes('.editorconfig') ? textOf(join(folder, '.editorconfig')) : undefined;
    const all: readonly NamedText[] = editorConfig === undefined ? configs : [...configs, ['.editorconfig', editorConfig]];
    for (const [name, settings] of all) {
      if (settings === undefined) return undefined;
      found.push(`${relative(outputDir, join(folder, name)).replaceAll('\\', '/')}\n${settings}`);
    }
    seeksConfig &&= configs.length === 0;
    seeksEditorConfig &&= !/^\s*root\s*=\s*true/im.test(editorConfig ?? '') && !REPOSITORY_MARKS.some((mark) => names.includes(mark));
    if (folder === dirname(folder)) break;
  }
  return found.join('\0');
}

/** A config and what it says; `undefined` for what only prettier can tell. */
type NamedText = readonly [name: string, text: string | undefined];

function configsIn(folder: string, names: readonly string[]): readonly NamedText[] {
  return names.flatMap((name): readonly NamedText[] => {
    if (PROGRAM.test(name) || name === 'package.yaml') return [[name, undefined]];
    if (DATA_FILES.has(name)) return [[name, settingsIn(join(folder, name))]];
    if (name !== 'package.json') return [];
    const settings = settingsInManifest(join(folder, name));
    return settings === 'none' ? [] : [[name, settings.text]];
  });
}

function settingsIn(path: string): string | undefined {
  const text = textOf(path);
  // A lone word is the name of a shared config.
  return text === undefined || /plugins/.test(text) || /^\s*["']?[@\w./-]+["']?\s*$/.test(text) ? undefined : text;
}

function settingsInManifest(path: string): 'none' | { readonly text: string | undefined } {
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { text: undefined };
  }
  const settings = typeof manifest === 'object' && manifest !== null && 'prettier' in manifest ? manifest.prettier : undefined;
  if (settings === undefined) return 'none';
  const isPlain = typeof settings === 'object' && settings !== null && !('plugins' in settings);
  return { text: isPlain ? JSON.stringify(settings) : undefined };
}

/** Line ends as Git keeps them: a checkout that turned them says the same. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return undefined; // a folder of that name, or closed to us
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return []; // not there yet, or closed to us and so to prettier
  }
}
