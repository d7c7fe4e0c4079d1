import type { OpusConfig } from '../config/define-config.ts';
import { parseConfig } from '../config/parse-config.ts';
import type { Project } from '../config/project.ts';

/** A checked config as commands get it, in a folder. */
export function projectIn(root: string, config: OpusConfig, env: Readonly<Record<string, string>> = {}): Project {
  const parsed = parseConfig(config, { label: 'opus.config.ts', configPath: `${root}/opus.config.ts`, root, oneOfSeveral: false, env });
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ what }) => what).join('\n'));
  return parsed.project;
}
