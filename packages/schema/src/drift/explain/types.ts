import type { ElementType, VariableType } from '../../model.ts';
import { listed } from '../describe-type.ts';
import { becomesJsonText, becomesWhole, gainsJson, losesCodeForm } from './code-forms.ts';
import { isGiven, type Subject, type Words } from './words.ts';

export function widened(subject: Subject): Words {
  const { what, before, after } = subject;
  return {
    message: `The ${what} ${isGiven(subject) ? 'takes' : 'may hold'} more than before: ${before} became ${after}.`,
    hint: isGiven(subject) ? moreIsTaken(subject) : 'Regenerate, and handle what may arrive now where it is read.',
    ask: `Is it on purpose that the ${what} went from ${before} to ${after}?`,
  };
}

export function narrowed(subject: Subject): Words {
  const { what, before, after } = subject;
  return {
    message: `The ${what} ${isGiven(subject) ? 'takes' : 'holds'} less than before: ${before} became ${after}.`,
    hint: isGiven(subject) ? lessIsTaken(subject) : lessIsHeld(subject),
    ask: `Is it on purpose that the ${what} went from ${before} to ${after}?`,
  };
}

function moreIsTaken({ change }: Subject): string {
  return losesCodeForm(change)
    ? 'Deployed code goes on. Once regenerated, the compiler names the calls that give a Date, a file or a value, and have to give the text or JSON that travels.'
    : 'Nothing breaks: what callers send is still valid. Regenerate when you want to send more.';
}

function lessIsTaken({ change }: Subject): string {
  if (becomesWhole(change))
    return 'Regenerate, and round where it is sent: to the compiler every number is one. Fractions are refused before a run.';
  if (becomesJsonText(change))
    return 'Regenerate, and send JSON: to the compiler every text is some. Any other text is refused before a run.';
  return 'Regenerate; the compiler names the calls that send too much.';
}

function lessIsHeld({ change }: Subject): string {
  return gainsJson(change)
    ? 'Deployed code goes on. Once regenerated it is read as JSON: change the code that reads the text.'
    : 'Nothing breaks. Regenerate to have the narrower type.';
}

export function changed(subject: Subject): Words {
  const { what, before, after } = subject;
  const fix = mechanicalFix(subject);
  return {
    message: `The ${what} changed its type: ${before} became ${after}.`,
    hint: fix ?? `Regenerate, and change the code that ${isGiven(subject) ? 'sends' : 'reads'} it.`,
    ask: `Is it on purpose that the ${what} went from ${before} to ${after}?`,
  };
}

export function unclear({ what, before, after }: Subject): Words {
  return {
    message: `The ${what} changed from ${before} to ${after}. Both travel as text, so it may go on working.`,
    hint: 'Regenerate, and try one run.',
    ask: `What should be sent or expected for the ${what} now: ${after}?`,
  };
}

export function unknown({ what, before, after }: Subject): Words {
  return {
    message: `The ${what} changed from ${before} to ${after}; this version cannot compare the two.`,
    hint: 'Update the opus-codegen packages: a newer version may know the type. Until then its values pass as JSON.',
    ask: `What kind of value is the ${what}?`,
  };
}

export function required(subject: Subject): Words {
  const { what } = subject;
  return {
    message: `The ${what} ${isGiven(subject) ? 'must be sent now' : 'is never empty now'}; it was optional.`,
    hint: isGiven(subject)
      ? 'Regenerate; the compiler then names every call that may leave it out.'
      : 'Nothing breaks. Regenerate to drop a check you no longer need.',
    ask: isGiven(subject) ? `Can the ${what} stay optional?` : `Is the ${what} always there from now on?`,
  };
}

export function optional(subject: Subject): Words {
  const { what } = subject;
  return {
    message: `The ${what} ${isGiven(subject) ? 'may be left out now' : 'may be empty now'}; it was required.`,
    hint: isGiven(subject)
      ? 'Nothing breaks. Regenerate when you want to leave it out.'
      : 'Regenerate, and handle its absence where it is read.',
    ask: isGiven(subject) ? `What happens when the ${what} is left out?` : `When is the ${what} empty?`,
  };
}

export function optionsNarrowed(subject: Subject): Words {
  const { what, values, after } = subject;
  return {
    message: values.length === 0 ? `The ${what} is a closed list now: ${after}.` : `The ${what} lost options: ${listed(values)}.`,
    hint: isGiven(subject)
      ? 'Regenerate; the compiler names the calls that send something else.'
      : 'Nothing breaks. Branches for them are dead code now.',
    ask:
      values.length === 0
        ? `Can the ${what} take other values than those listed?`
        : `What should be used instead of ${listed(values)} for the ${what}?`,
  };
}

export function optionsWidened(subject: Subject): Words {
  const { what, values } = subject;
  return {
    message: values.length === 0 ? `The ${what} is no closed list any more: any text.` : `The ${what} has new options: ${listed(values)}.`,
    hint: isGiven(subject)
      ? 'Nothing breaks. Regenerate when you want to send them.'
      : 'Regenerate, and see that unlisted values are handled where it is read.',
    ask: values.length === 0 ? `Which values can the ${what} have?` : `What does ${listed(values)} mean for the ${what}?`,
  };
}

export function acceptNarrowed(subject: Subject): Words {
  const { what, change, after } = subject;
  const gone = change.values ?? [];
  return {
    message:
      gone.length === 0
        ? `The ${what} is limited to certain types of file now: ${after}.`
        : `The ${what} ${isGiven(subject) ? 'no longer accepts' : 'is no longer'} ${listed(gone)}.`,
    hint: isGiven(subject) ? 'Regenerate, and convert such files before they are sent.' : 'Nothing breaks.',
    ask: `Is it on purpose that the ${what} excludes ${gone.length === 0 ? 'other types of file' : listed(gone)}?`,
  };
}

export function acceptWidened(subject: Subject): Words {
  const { what, change } = subject;
  const come = change.values ?? [];
  const types = come.length === 0 ? 'any type of file' : listed(come);
  return {
    message: `The ${what} ${isGiven(subject) ? 'accepts' : 'may be'} ${types} now.`,
    hint: isGiven(subject) ? 'Nothing breaks. Regenerate when you want to send them.' : 'See that the code which reads it can open them.',
    ask: `Is it on purpose that the ${what} ${isGiven(subject) ? 'accepts' : 'may be'} ${types}?`,
  };
}

export function dateFormat(subject: Subject): Words {
  const { what, before, after } = subject;
  return {
    message: `The ${what} is written as ${after} now, and was as ${before}.`,
    hint: isGiven(subject)
      ? 'Regenerate: dates are written in the declared format for you. Change the code only where it builds the text itself.'
      : 'Regenerate, and change the code that parses it.',
    ask: `Can the ${what} keep the date format ${before}?`,
  };
}

export function enforcement({ what, before, after }: Subject): Words {
  return {
    message: `The service changed how it checks the ${what}${after === '' ? '' : `: ${before} before, ${after} now`}.`,
    hint: 'Regenerate. What passed unchecked so far may be refused from now on, or the reverse.',
    ask: `Does the workflow rely on the exact shape of the ${what}?`,
  };
}

/** Between one file and a list the code changes by two brackets. */
function mechanicalFix({ change, name }: Subject): string | undefined {
  const [old, young] = [change.before, change.after].map((evidence) =>
    evidence !== undefined && 'type' in evidence ? evidence.type : undefined,
  );
  if (old === undefined || young === undefined) return undefined;
  const given = change.side === 'input';
  if (old.type === 'file' && isListOfFiles(young)) {
    return `Regenerate, then ${given ? `wrap it: ${name}: [file]` : `read a list: ${name}?.[0]`}.`;
  }
  if (isListOfFiles(old) && young.type === 'file') {
    return `Regenerate, then ${given ? 'send one file: one run for each where there were several' : 'read one file instead of a list'}.`;
  }
  return undefined;
}

function isListOfFiles(type: VariableType): boolean {
  if (type.type === 'array_files') return true;
  const element: ElementType | undefined = type.type === 'array' ? type.element : undefined;
  return type.type === 'array' && (element === undefined || element.type === 'file');
}
