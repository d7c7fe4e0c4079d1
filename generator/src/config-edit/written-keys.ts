import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ts } from 'ts-morph';
import { findWorkflows } from './find-workflows.ts';
import { parseSource } from './parse-source.ts';
import { isWorkflowKey } from '../config/workflow-keys.ts';

/** The keys that are written in a config, which is read and not run: for pressing a key in a folder that nobody has looked at yet. */
export function writtenKeys(configPath: string): readonly string[] {
  const file = parseSource(basename(configPath), readFileSync(configPath, 'utf8'));
  const keys: string[] = [];
  for (const index of [undefined, ...Array.from({ length: 100 }).keys()]) {
    const place = findWorkflows(file, index);
    if (place.ok) keys.push(...keysOf(place.workflows));
    else if (index !== undefined) break;
  }
  return [...new Set(keys)];
}

function keysOf({ properties }: ts.ObjectLiteralExpression): readonly string[] {
  return properties.flatMap(({ name }) => {
    const text = name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : '';
    return isWorkflowKey(text) ? [text] : [];
  });
}
