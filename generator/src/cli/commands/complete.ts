import { resolve } from 'node:path';
import type { Command } from '../command.ts';
import { answer, type Sources } from '../../completion/answer.ts';
import type { ProgramModel } from '../../completion/program-model.ts';
import { answerText, SHELLS, typedWords } from '../../completion/shells.ts';
import { configFiles } from '../../config/load-projects.ts';

export interface CompleteFlags {
  /** The shell, and the words behind the program's name. */
  readonly args: readonly string[];
}

/** `complete`: what the shells' scripts ask at every press of the key. Runs nothing of the project, and is silent about what is wrong with it. */
export function completeOver(program: ProgramModel): Command<CompleteFlags> {
  return async ({ args: [shellName, ...words], cwd }) => {
    const shell = SHELLS.find((known) => known === shellName) ?? 'bash';
    const typed = typedWords(words, shell);
    const sources: Sources = {
      keys: async ({ config, cwd: folder = '.' }) => {
        try {
          const { writtenKeys } = await import('../../config-edit/written-keys.ts');
          return configFiles({ cwd: resolve(cwd, folder), configPaths: config }).flatMap(writtenKeys);
        } catch {
          return [];
        }
      },
      rules: async () => Object.keys((await import('@opus-codegen/schema')).RULES),
      explained: async () => {
        const { RULES } = await import('@opus-codegen/schema');
        const { CATALOG } = await import('../../diagnostics/catalog.ts');
        return [...Object.keys(RULES), ...Object.values(CATALOG).map(({ code }) => code)];
      },
    };
    const found = await answer(program, typed, sources);
    return { text: answerText(found, shell, typed.at(-1) ?? ''), isDocument: true, json: {}, diagnostics: [] };
  };
}
