/**
 * `pnpm test` draws the same random cases every time, so that a red run is red for its change; `pnpm nightly` draws others (`SEED`).
 * A vitest set-up file.
 */
import { configureGlobal } from 'fast-check';

const seed = Number(process.env['SEED'] ?? 20_261_123);
configureGlobal({ seed });
