import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder for one test, gone after it: `using folder = tempFolder({ 'a/b.txt': 'text' })`. */
export interface TempFolder extends Disposable {
  readonly path: string;
  /** Writes files, making their folders. */
  write(files: Readonly<Record<string, string>>): void;
  read(name: string): string;
  /** Every file below, sorted, with its text. */
  tree(): Readonly<Record<string, string>>;
}

export function tempFolder(files: Readonly<Record<string, string>> = {}): TempFolder {
  // Resolved, because on macOS the temporary folder is itself behind a link.
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'opus-codegen-test-')));
  const folder: TempFolder = {
    path,
    write: (more) => {
      for (const [name, text] of Object.entries(more)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), text);
      }
    },
    read: (name) => readFileSync(join(path, name), 'utf8'),
    tree: () =>
      Object.fromEntries(
        readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
          .toSorted()
          .map((name) => [name, readFileSync(join(path, name), 'utf8')]),
      ),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
  folder.write(files);
  return folder;
}
