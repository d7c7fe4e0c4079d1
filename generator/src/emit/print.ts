import { Project, type StatementStructures } from 'ts-morph';

/** Prints statements as TypeScript, one whole file a call, in memory. The text is not formatted yet. */
export type Printer = (statements: readonly StatementStructures[]) => string;

/** One ts-morph project for all files of a run: making one costs more than printing a file. */
export function createPrinter(): Printer {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true, skipAddingFilesFromTsConfig: true });
  return (statements) => {
    const file = project.createSourceFile('file.ts', { statements: [...statements] }, { overwrite: true });
    const text = file.getFullText();
    file.forget();
    return text;
  };
}
