import { isAtOrBelow } from './is-at-or-below.ts';
import { acceptancesPath } from '../acceptances/read-acceptances.ts';
import type { Project } from '../config/project.ts';

/** Those of some paths that projects live on: nothing somebody asks for may be written there. All absolute. Pure. */
export function projectFilesAmong(paths: readonly string[], projects: readonly Project[]): readonly string[] {
  return paths.filter((path) =>
    projects.some(
      (project) =>
        [project.configPath, project.lockfilePath, acceptancesPath(project)].includes(path) || isAtOrBelow(path, project.outputDir),
    ),
  );
}
