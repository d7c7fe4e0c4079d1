import type { FoundProject } from './found-project.ts';
import type { PlannedFile } from './planned-file.ts';
import type { ImportExtension } from '../config/import-extension.ts';
import type { Project } from '../config/project.ts';
import { workflowNames } from '../names/workflow-names.ts';
import { addCommand, localCommand } from '../package-manager/package-manager.ts';

export interface SetUp {
  readonly found: FoundProject;
  readonly project: Project;
  readonly files: readonly PlannedFile[];
  readonly isGenerated: boolean;
  readonly hasKey: boolean;
  readonly importExtension: ImportExtension;
}

/** What is left to do, in the order to do it. Each a sentence, or a line to type. Pure. */
export function nextSteps({ found, project, files, isGenerated, hasKey, importExtension }: SetUp): readonly string[] {
  const { packageManager, packageJson = '', configName } = found;
  const byHand = files.flatMap((file) => (file.kind === 'by-hand' ? [`${file.path}: ${file.what}`] : []));
  const isNewRecipe = files.some(({ kind, path }) => kind === 'create' && /\.ya?ml$/.test(path));
  const secret = isNewRecipe ? [`Give the pipeline the key as a secret: ${project.serviceKeyEnv}`] : [];
  // Only something that was missing was added; the rest is under way.
  if (configName !== undefined) return [...byHand, ...secret];

  const isMissing = (name: string): boolean => !packageJson.includes(`"${name}"`);
  const output = project.outputDir.slice(project.root.length + 1).replaceAll('\\', '/');
  const [first] = project.workflows;
  return [
    ...byHand,
    ...(isMissing('@opus-codegen/runtime') ? [`Install: ${addCommand(packageManager, ['@opus-codegen/runtime'])}`] : []),
    ...(isMissing('@opus-codegen/generator') ? [`Install: ${addCommand(packageManager, ['-D', '@opus-codegen/generator'])}`] : []),
    ...(hasKey ? [] : [`Put the service key into .env, which is not committed: ${project.serviceKeyEnv}=_…`]),
    ...(isGenerated ? [] : [`Generate: ${localCommand(packageManager, ['opus-codegen', 'generate'])}`]),
    ...(first === undefined ? [] : [`Use it: import { ${workflowNames(first.key).run} } from './${output}/index${importExtension}';`]),
    ...secret,
    `Commit ${project.label}, opus.lock.json and ${output}/`,
  ];
}
