import type { ConfigType } from '../init/config-text.ts';
import type { CiProvider } from '../init/found-project.ts';

/** What is said on the command line of `init`. */
export interface InitFlags {
  /** Ids or addresses of workflow pages, as pasted. */
  readonly args: readonly string[];
  readonly output?: string;
  readonly configType?: ConfigType;
  readonly ci?: CiProvider | 'none';
  readonly script: boolean;
  readonly envFile: boolean;
  readonly generate: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
}
