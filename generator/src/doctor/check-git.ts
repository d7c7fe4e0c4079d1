import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ok, problem, skipped, type Finding } from './finding.ts';
import type { Project } from '../config/project.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { isMarkedAsGenerated } from '../git/generated-mark.ts';
import { gitIn } from '../git/git.ts';

/** Whether Git knows which files are generated, and keeps the key out. Changes nothing. */
export async function checkGit({ root, outputDir, lockfilePath }: Project): Promise<readonly Finding[]> {
  const git = await gitIn(root);
  if (git === undefined) return [skipped('git', 'no Git repository')];
  const places = [join(outputDir, 'index.ts'), lockfilePath].map((path) => relative(root, path).replaceAll('\\', '/'));
  const unmarked: string[] = [];
  for (const place of places) if (!(await isMarkedAsGenerated(git, place))) unmarked.push(place);
  const what = `Git takes ${unmarked.join(' and ')} for written by hand, or changes their line ends.`;
  return [
    unmarked.length === 0
      ? ok('git', 'Git knows which files are generated')
      : problem('git', diagnose('git-attributes-missing', { what, where: '.gitattributes' })),
    ...(await envFileFinding()),
  ];

  async function envFileFinding(): Promise<readonly Finding[]> {
    if (await git?.isTracked('.env')) return [problem('git', diagnose('env-file-committed', { where: '.env' }))];
    if (!existsSync(join(root, '.env')) || (await git?.isIgnored('.env'))) return [];
    const detail = { what: 'Git does not ignore .env.', where: '.env', fix: 'Name .env in .gitignore.' };
    return [problem('git', diagnose('env-file-committed', detail))];
  }
}
