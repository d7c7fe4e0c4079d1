import { dirname, resolve } from 'node:path';
import { shownPath } from '../../paths/shown-path.ts';
import { diagnose, DiagnosticError, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import type { RunnableWorkflow, Values } from '../runnable.ts';
import { issueWords } from '../values/issue-words.ts';
import { readJson, type TextPosition } from '../values/json-text.ts';
import { fieldsFromJson } from '../values/json-value.ts';
import { isWithin, type Step } from '../values/place.ts';
import { putAt } from '../values/put.ts';
import { isRecord } from '../values/record.ts';
import { readFlagValues, type FlagValues } from './flag-values.ts';
import { readSource, type OpenStdin } from './read-source.ts';

export interface InputFlags {
  /** A JSON file, or `-` for stdin. */
  readonly input?: string | undefined;
  readonly set: readonly string[];
  readonly file: readonly string[];
}

export interface InputSurroundings {
  /** Where flags are relative to. */
  readonly cwd: string;
  readonly stdin: OpenStdin;
  readonly signal: AbortSignal;
}

/**
 * The input of one run, from a JSON document and from flags, which win. Paths in a file are relative to that file, all others to the working directory.
 * Checked completely; nothing is sent.
 *
 * @throws {DiagnosticError} with everything that does not fit, each with the place where it stands.
 */
export async function readInput(
  workflow: RunnableWorkflow,
  locked: LockedWorkflow,
  flags: InputFlags,
  around: InputSurroundings,
): Promise<Values> {
  const document = await readDocument(locked, flags.input, around);
  const given = readFlagValues(flags, locked.inputs, around.cwd);
  const values: Record<string, unknown> = { ...document.values };
  for (const { steps, value } of given.values) putAt(values, steps, value);

  const problems = given.problems.map(({ flag, what }) => invalid(what, flag));
  const issues = (await workflow.check(values))
    // A flag that could not be read has been told already.
    .filter(({ path }) => !given.problems.some(({ steps }) => steps !== undefined && isWithin(path, steps)))
    .map((issue) => invalid(issueWords(issue, locked), whereOf(issue.path, given, document)));
  if (problems.length + issues.length > 0) throw new DiagnosticError(...problems, ...issues);
  return values;
}

interface InputDocument {
  readonly values: Values;
  whereOf(steps: readonly Step[]): string | undefined;
}

const NO_DOCUMENT: InputDocument = { values: {}, whereOf: () => undefined };

async function readDocument(
  { inputs }: LockedWorkflow,
  input: string | undefined,
  { cwd, stdin, signal }: InputSurroundings,
): Promise<InputDocument> {
  if (input === undefined) return NO_DOCUMENT;
  const path = resolve(cwd, input);
  const label = input === '-' ? 'stdin' : shownPath(cwd, path);
  const where = ({ line, column }: TextPosition): string => `${label}:${line}:${column}`;
  const json = readJson(await readSource(input === '-' ? stdin : { path }, label, signal));
  if (!json.ok) {
    const what = `${label} is no JSON: ${json.what}.`;
    throw new DiagnosticError(diagnose('input-unreadable', { what, where: where(json.position), fix: 'Correct it at that place.' }));
  }
  if (!isRecord(json.value)) throw new DiagnosticError(invalid('The input must be a JSON object.', where(json.positionOf([]))));
  return {
    // The cast: of an object it makes an object.
    values: fieldsFromJson(inputs, json.value, input === '-' ? cwd : dirname(path)) as Values,
    whereOf: (steps) => where(json.positionOf(steps)),
  };
}

/** The flag that gave the value, or else the place in the document. */
function whereOf(path: readonly Step[], given: FlagValues, document: InputDocument): string | undefined {
  return given.values.findLast(({ steps }) => isWithin(path, steps))?.flag ?? document.whereOf(path);
}

function invalid(what: string, where: string | undefined): Diagnostic {
  return diagnose('input-invalid', { what, where });
}
