import { quoted } from '../../quoted.ts';
import type { Subject, Words } from './words.ts';

export function missing(): Words {
  return {
    message: 'The workflow is not there any more: the service answers 404 for its id.',
    hint: 'Check the id in the config; take the workflow out of it if it was deleted.',
    ask: 'Was the workflow deleted, or published anew under another id?',
  };
}

export function inactive(): Words {
  return {
    message: 'The workflow is not active.',
    hint: 'Runs may be refused until it is active again.',
    ask: 'Is the workflow switched off for good, or only while it is edited?',
  };
}

export function renamed({ before, after }: Subject): Words {
  return {
    message: `The workflow is called ${quoted(after)} now; it was ${quoted(before)}.`,
    hint: 'Nothing breaks: names in code come from the config.',
    ask: 'Is it still the same workflow?',
  };
}

export function versionChanged({ before, after, change }: Subject): Words {
  const pinned = change.level === 'breaking';
  return {
    message: `The workflow is at version ${after}; ${pinned ? 'the config pins' : 'it was at'} version ${before}.`,
    hint: pinned ? 'Pin a version that exists, or none.' : 'Regenerate when its inputs or outputs changed as well.',
    ask: `What changed between version ${before} and version ${after}?`,
  };
}
