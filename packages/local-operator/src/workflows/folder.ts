import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { idInside } from './store.ts';
import type { WorkflowSource } from './source.ts';

/**
 * Reads every `*.json` of a folder as a workflow, in the order of their names. The id is the one inside the file, else the file's name.
 * Throws, naming the file, when one is no JSON.
 */
export async function readSchemaFolder(folder: string): Promise<readonly WorkflowSource[]> {
  const names = (await readdir(folder)).filter((name) => extname(name) === '.json').sort();
  return Promise.all(names.map((name) => readSchemaFile(join(folder, name))));
}

async function readSchemaFile(path: string): Promise<WorkflowSource> {
  const text = await readFile(path, 'utf8');
  try {
    const schema = JSON.parse(text) as unknown;
    return { id: idInside(schema) ?? basename(path, '.json'), schema };
  } catch {
    // Not the parser's own message: it quotes the text around the place, and a schema may hold samples.
    throw new Error(`${path} is not JSON. It should hold one answer of GET /workflow/{id}.`);
  }
}
