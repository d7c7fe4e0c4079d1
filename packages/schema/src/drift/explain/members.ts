import { listed } from '../describe-type.ts';
import type { Subject, Words } from './words.ts';

export function addedRequired({ what, after }: Subject): Words {
  return {
    message: `The ${what} (${after}) is new and required; callers do not send it.`,
    hint: 'Regenerate; the compiler then names every call that lacks it. Until it is sent, runs are refused.',
    ask: `Can the new ${what} be optional until our callers send it?`,
  };
}

export function addedOptional({ what, after }: Subject): Words {
  return {
    message: `The ${what} (${after}) is new and optional.`,
    hint: 'Nothing breaks. Regenerate when you want to send it.',
    ask: `What is the new ${what} for, and should we send it?`,
  };
}

export function added({ what, after }: Subject): Words {
  return {
    message: `The ${what} (${after}) is new.`,
    hint: 'Nothing breaks. Regenerate when you want to read it.',
    ask: `What does the new ${what} tell, and should we read it?`,
  };
}

export function removed({ what, before, values, change }: Subject): Words {
  const given = change.side === 'input';
  const alike = values.length === 0 ? '' : ` New and of a matching type: ${listed(values)}.`;
  return {
    message: `The ${what} (${before}) is gone.${alike}`,
    hint: given ? 'Regenerate, and drop it where the workflow is called.' : 'Regenerate, and stop reading it: it will not arrive any more.',
    ask:
      values.length === 0
        ? `Was the ${what} taken out on purpose?`
        : `Was the ${what} taken out on purpose, or is it now ${values.length === 1 ? '' : 'one of '}${listed(values)}?`,
  };
}

export function moved({ what, before, after }: Subject): Words {
  return {
    message: `The ${what} has a new name on the wire: ${before} is now ${after}.`,
    hint: 'Regenerate; your source does not change. Deployed code goes on where the guard may adapt.',
    ask: `Was the ${what} edited or made anew, and does it still mean the same?`,
  };
}

export function crossed({ values }: Subject): Words {
  return {
    message: `Labels changed places: ${listed(values)}. The types may still fit, so values could land in the wrong field.`,
    hint: 'Look at the workflow before the next run, then regenerate. The guard does not adapt to this.',
    ask: `Did ${listed(values)} change their meaning, or only their labels?`,
  };
}
