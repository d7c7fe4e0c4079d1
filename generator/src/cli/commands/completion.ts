import type { Command } from '../command.ts';
import { completionScript, SHELLS } from '../../completion/shells.ts';

export interface CompletionFlags {
  readonly args: readonly string[];
}

/** `completion`: the script that a shell reads once, and that asks `complete` from then on. */
export const completion: Command<CompletionFlags> = async ({ args: [name] }) => {
  const shell = SHELLS.find((known) => known === name) ?? 'bash';
  return { text: completionScript(shell), isDocument: true, json: { shell, script: completionScript(shell) }, diagnostics: [] };
};
