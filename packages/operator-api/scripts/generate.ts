/** Writes `src/wire.ts` from `operator.openapi.yaml`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { renderWireTypes } from './render.ts';

const documentUrl = new URL('../operator.openapi.yaml', import.meta.url);
const wireUrl = new URL('../src/wire.ts', import.meta.url);

writeFileSync(wireUrl, await renderWireTypes(readFileSync(documentUrl, 'utf8')));
