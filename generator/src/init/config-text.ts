import type { NewWorkflow } from '../config-edit/edit-config.ts';
import { stringLiteral } from '../types/string-literal.ts';

export type ConfigType = 'ts' | 'mjs' | 'json';

export interface ConfigContent {
  readonly output: string;
  readonly workflows: readonly NewWorkflow[];
}

/** A config's first text. Pure. */
export function configText(type: ConfigType, { output, workflows }: ConfigContent): string {
  if (type === 'json') {
    const ids = Object.fromEntries(workflows.map(({ key, workflowId }) => [key, workflowId]));
    return `${JSON.stringify({ output, workflows: ids }, undefined, 2)}\n`;
  }
  const lines = workflows.map(({ key, workflowId }) => `    ${key}: ${single(workflowId)},\n`).join('');
  return `import { defineConfig } from '@opus-codegen/generator';

export default defineConfig({
  output: ${single(output)},
  workflows: {
${lines}  },
});
`;
}

/** Single quotes where nothing needs escaping, which is always, but for those who name their workflows to hurt. */
function single(text: string): string {
  const double = stringLiteral(text);
  return /['\\]/.test(double) ? double : `'${double.slice(1, -1)}'`;
}
