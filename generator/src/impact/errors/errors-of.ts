import { ts } from 'ts-morph';

/** The syntax and type errors of a file. */
export function errorsOf(program: ts.Program, file: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  return placedErrors([...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
}

/**
 * Those of the top-level statements that these errors stand in, which costs a fraction of the whole file; of the whole file where they depend on
 * all of it.
 */
export function errorsAround(
  errors: readonly ts.DiagnosticWithLocation[],
  program: ts.Program,
  file: ts.SourceFile,
): readonly ts.DiagnosticWithLocation[] {
  if (errors.some(({ code }) => WHOLE_FILE_CODES.has(code))) return errorsOf(program, file);
  const statements = file.statements.filter(({ pos, end }) => errors.some(({ start }) => pos <= start && start < end));
  // Language services check regions this way; a compiler that does not take the argument checks the file, which gives the same and takes longer.
  const partial: PartialCheck = program;
  return placedErrors([...program.getSyntacticDiagnostics(file), ...partial.getSemanticDiagnostics(file, undefined, statements)]);
}

interface PartialCheck {
  getSemanticDiagnostics(file: ts.SourceFile, cancellation: undefined, nodes: readonly ts.Node[]): readonly ts.Diagnostic[];
}

/** What is unused, and directives that expect an error where there is none. */
const WHOLE_FILE_CODES: ReadonlySet<number> = new Set([2578, 6133, 6138, 6192, 6196, 6198, 6199, 6205]);

function placedErrors(found: readonly ts.Diagnostic[]): readonly ts.DiagnosticWithLocation[] {
  return found.filter(hasPlace).filter(({ category }) => category === ts.DiagnosticCategory.Error);
}

function hasPlace(diagnostic: ts.Diagnostic): diagnostic is ts.DiagnosticWithLocation {
  return diagnostic.file !== undefined && diagnostic.start !== undefined && diagnostic.length !== undefined;
}
