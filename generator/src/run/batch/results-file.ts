import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, truncate } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { diagnose, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { printJsonLine } from '../../reports/escape/json.ts';
import { diskFailure } from '../../write/disk-failure.ts';
import { errorCode } from '../../paths/error-code.ts';
import { readLines } from '../rows/lines.ts';
import { isFinal, readResultLine, type RowResult, type WrittenResult } from './row-result.ts';

/** The results of a batch, one line of JSON each, in the order in which they were ready. */
export interface ResultsFile {
  /** Run keys of rows that are done with and succeeded. */
  readonly succeeded: ReadonlySet<string>;
  /** Rows that are done with and failed, by run key. */
  readonly failed: ReadonlyMap<string, WrittenResult>;
  /** Resolves when the line is in the file. @throws {DiagnosticError} the disk does not take it: the file may end in half a line. */
  append(result: RowResult): Promise<void>;
  close(): Promise<void>;
}

export interface ResultsOptions {
  /** The job that the journal says is done under a run key. */
  readonly doneJob: (key: string) => Promise<string | undefined>;
}

/** How every line begins. */
const BEGINNING = '{"row":';

/**
 * Opens a results file to go on with it. What a killed run left half written is cut off; rows that came to no final end are taken out, for they are
 * tried again: so each row stands in it at most once at any time.
 *
 * @throws {DiagnosticError} it holds something else, or results that the journal does not know: it was left as it is.
 */
export async function openResults(path: string, { doneJob }: ResultsOptions): Promise<ResultsFile> {
  const succeeded = new Set<string>();
  const failed = new Map<string, WrittenResult>();
  const isKept = (line: WrittenResult): boolean => isFinal(line.status) && !succeeded.has(line.key) && !failed.has(line.key);
  try {
    let [wholeBytes, isTorn, isClean] = [0, false, true];
    for await (const { text, number, isEnded, endOffset } of linesOf(path)) {
      if (!isEnded) {
        if (!BEGINNING.startsWith(text.slice(0, BEGINNING.length))) throw foreign(path, `line ${number} is no result of a batch`);
        isTorn = true;
        break;
      }
      wholeBytes = endOffset;
      const line = readResultLine(text);
      if (line === undefined) throw foreign(path, `line ${number} is no result of a batch`);
      isClean &&= isKept(line);
      if (!isKept(line)) continue;
      const job = await doneJob(line.key);
      if (job === undefined || job !== line.jobExecutionId) {
        throw foreign(path, `the journal does not know the result in line ${number} (run key ${JSON.stringify(line.key)})`);
      }
      if (line.status === 'succeeded') succeeded.add(line.key);
      else failed.set(line.key, line);
    }
    if (!isClean) await rewrite(path);
    else if (isTorn) await truncate(path, wholeBytes);
  } catch (error) {
    throw error instanceof DiagnosticError ? error : unwritable(error, path);
  }
  return { succeeded, failed, ...(await appender(path)) };
}

async function* linesOf(path: string): ReturnType<typeof readLines> {
  try {
    yield* readLines(createReadStream(path));
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw foreign(path, 'it is no text of lines');
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

/** Keeps the final lines, each key once. Beside the file and then in its place: a crash leaves the one or the other. */
async function rewrite(path: string): Promise<void> {
  const fresh = `${path}.new`;
  const seen = new Set<string>();
  async function* kept(): AsyncGenerator<string, void, undefined> {
    for await (const { text, isEnded } of linesOf(path)) {
      const line = isEnded ? readResultLine(text) : undefined;
      if (line === undefined || !isFinal(line.status) || seen.has(line.key)) continue;
      seen.add(line.key);
      yield `${text}\n`;
    }
  }
  await pipeline(Readable.from(kept()), createWriteStream(fresh, { flush: true }));
  await rename(fresh, path);
}

async function appender(path: string): Promise<Pick<ResultsFile, 'append' | 'close'>> {
  const told = (error: unknown): never => {
    throw unwritable(error, path);
  };
  const file = await open(path, 'a').catch(told);
  return {
    append: (result) => file.appendFile(`${printJsonLine(result)}\n`).catch(told),
    close: async () => {
      // Ours are on the disk before the process says that it is done; some file systems cannot.
      await file.sync().catch(() => {});
      await file.close();
    },
  };
}

function unwritable(error: unknown, path: string): DiagnosticError {
  const why = 'What was run is kept in the journal, so nothing is lost.';
  return new DiagnosticError({ ...diskFailure(error, path), why, fix: 'Correct that, then run the same command again.' });
}

function foreign(path: string, reason: string): DiagnosticError {
  return new DiagnosticError(diagnose('results-foreign', { what: `${path} cannot be gone on with: ${reason}.`, where: path }));
}
