import type { Git } from './git.ts';

/** Whether Git knows of a file that it is generated, and has LF at the end of its lines everywhere. */
export async function isMarkedAsGenerated(git: Git | undefined, path: string): Promise<boolean> {
  if (git === undefined) return false;
  const [lineEnd, generated] = [await git.attribute(path, 'eol'), await git.attribute(path, 'linguist-generated')];
  return lineEnd === 'lf' && (generated === 'set' || generated === 'true');
}
