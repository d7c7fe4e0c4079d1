import { installOurs, type Ours } from './ours.ts';
import { installPeers, type Peers } from './peers.ts';
import type { Scratch } from './scratch.ts';
import type { Progress } from '../harness/progress.ts';

/** What suites measure, made when the first of them asks for it. */
export interface Setup {
  /** A new folder, gone when the benchmark ends. */
  folder(name: string): string;
  /** Our packages as users get them: built, packed and installed. */
  ours(): Promise<Ours>;
  /** The generators we are measured against. */
  peers(): Promise<Peers>;
}

export function createSetup(scratch: Scratch, progress: Progress): Setup {
  let ours: Promise<Ours> | undefined;
  let peers: Promise<Peers> | undefined;
  return {
    folder: (name) => scratch.folder(name),
    ours: () => (ours ??= installOurs(scratch, progress)),
    peers: () => (peers ??= installPeers(progress)),
  };
}
