import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { idInside } from './store.ts';
import type { WorkflowSource } from './source.ts';

/**
 * Reads every `*.json` of a folder as a workflow, in the order of their names. The id is the one inside the file, else the file's name.
 * Throws, naming the file, when the folder cannot be read, a file is no JSON, or two files are of one workflow.
 */
export async function readSchemaFolder(folder: string): Promise<readonly WorkflowSource[]> {
  const names = await readdir(folder).catch(() => {
    throw new Error(`${folder} cannot be read. It should be a folder of JSON files, each one answer of GET /workflow/{id}.`);
  });
  const files = names.filter((name) => extname(name) === '.json').sort();
  const sources = await Promise.all(files.map((name) => readSchemaFile(join(folder, name))));
  const seen = new Map<string, string>();
  for (const [index, source] of sources.entries()) {
    const file = files[index] ?? '';
    const other = seen.get(source.id);
    if (other !== undefined) throw new Error(`${other} and ${file} in ${folder} are both workflow ${source.id}. Keep one of them.`);
    seen.set(source.id, file);
  }
  return sources;
}

async function readSchemaFile(path: string): Promise<WorkflowSource & { readonly id: string }> {
  const text = await readFile(path, 'utf8');
  try {
    const schema = JSON.parse(text) as unknown;
    return { id: idInside(schema) ?? basename(path, '.json'), schema };
  } catch {
    // Not the parser's own message: it quotes the text around the place, and a schema may hold samples.
    throw new Error(`${path} is not JSON. It should hold one answer of GET /workflow/{id}.`);
  }
}
