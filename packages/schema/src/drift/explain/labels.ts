import { quoted } from '../../quoted.ts';
import type { Subject, Words } from './words.ts';

export function labelChanged({ what, name, before, after }: Subject): Words {
  const from = before === '' ? 'It had none before' : `It was ${quoted(before)}`;
  return {
    message: `The ${what} has a new label. ${from}; it is ${after === '' ? 'without one' : quoted(after)} now.`,
    hint: `Nothing breaks: it stays ${name} in code. To take a new name, set it in the config.`,
    ask: `Does the ${what} still mean what ${before === '' ? 'it did' : quoted(before)} meant?`,
  };
}

export function descriptionChanged({ what }: Subject): Words {
  return {
    message: `The ${what} is described in other words.`,
    hint: 'Nothing breaks. Regenerate to take the words over.',
    ask: `Does the ${what} still mean the same?`,
  };
}

export function orderChanged({ what }: Subject): Words {
  return {
    message: `The ${what === 'inputs' || what === 'outputs' ? what : `fields of the ${what}`} are listed in another order.`,
    hint: 'Nothing to do: generated code keeps its own order.',
    ask: 'Nothing to ask.',
  };
}
