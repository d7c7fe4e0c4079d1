import { ts } from 'ts-morph';

/** What one error says about members of types, read from its message and the messages below it. */
export interface MessageParts {
  /** Of the error and all it elaborates on, in order. */
  readonly codes: readonly number[];
  readonly members: readonly MemberMention[];
}

/** One member of a type that an error is about. */
export interface MemberMention {
  readonly kind: MentionKind;
  /** The way to the member through others: `['lines', 'sku']`. */
  readonly path: readonly string[];
  /** The type that has, lacks or wants it, as printed: `InvoiceInput`. */
  readonly owner?: string;
}

/** `missing`: wanted and not given. `unknown`: given or read, and not there. `unfit`: there, of another type. */
export type MentionKind = 'missing' | 'unknown' | 'unfit';

interface Pattern {
  readonly kind: MentionKind;
  /** With a group `name` or `names`, and where it is printed `owner`. */
  readonly text: RegExp;
}

// The compiler runs in this process and without a locale: its messages are these.
const PATTERNS: ReadonlyMap<number, Pattern> = new Map([
  [2741, { kind: 'missing', text: /^Property '(?<name>[^']+)' is missing in type .* but required in type '(?<owner>[^']+)'\.$/s }],
  [2739, { kind: 'missing', text: /^Type .* is missing the following properties from type '(?<owner>[^']+)': (?<names>[^']+)$/s }],
  [
    2740,
    {
      kind: 'missing',
      text: /^Type .* is missing the following properties from type '(?<owner>[^']+)': (?<names>[^']+), and \d+ more\.$/s,
    },
  ],
  [2327, { kind: 'missing', text: /^Property '(?<name>[^']+)' is optional in type .* but required in type '(?<owner>[^']+)'\.$/s }],
  [
    2353,
    {
      kind: 'unknown',
      text: /^Object literal may only specify known properties, and '?(?<name>[^' ]+)'? does not exist in type '(?<owner>[^']+)'\.$/s,
    },
  ],
  [
    2561,
    {
      kind: 'unknown',
      text: /^Object literal may only specify known properties, but '(?<name>[^']+)' does not exist in type '(?<owner>[^']+)'\./s,
    },
  ],
  [2339, { kind: 'unknown', text: /^Property '(?<name>[^']+)' does not exist on type '(?<owner>[^']+)'\.$/s }],
  [2551, { kind: 'unknown', text: /^Property '(?<name>[^']+)' does not exist on type '(?<owner>[^']+)'\./s }],
] as const);

/** "Types of property 'x' are incompatible", "The types of 'x.y' are incompatible between these types": what follows is about that member. */
const STEPS: ReadonlyMap<number, RegExp> = new Map([
  [2326, /^Types of property '(?<name>[^']+)' are incompatible/],
  [2200, /^The types of '(?<name>[^']+)' are incompatible/],
]);

export function messageParts(diagnostic: ts.Diagnostic): MessageParts {
  const codes: number[] = [];
  const members: MemberMention[] = [];
  const walk = (text: string, code: number, next: readonly ts.DiagnosticMessageChain[], path: readonly string[]): void => {
    codes.push(code);
    const step = STEPS.get(code)?.exec(text)?.groups?.['name']?.split('.') ?? [];
    const here = [...path, ...step];
    const found = mentions(text, code, here);
    members.push(...found);
    if (step.length > 0 && next.every(({ code: below }) => !STEPS.has(below) && !PATTERNS.has(below)))
      members.push({ kind: 'unfit', path: here });
    for (const below of next) walk(below.messageText, below.code, below.next ?? [], here);
  };
  const { messageText: top, code } = diagnostic;
  if (typeof top === 'string') walk(top, code, [], []);
  else walk(top.messageText, code, top.next ?? [], []);
  return { codes, members };
}

function mentions(text: string, code: number, path: readonly string[]): readonly MemberMention[] {
  const pattern = PATTERNS.get(code);
  const groups = pattern?.text.exec(text)?.groups;
  if (pattern === undefined || groups === undefined) return [];
  const names = groups['names']?.split(', ') ?? (groups['name'] === undefined ? [] : [groups['name']]);
  const owner = groups['owner'];
  return names.map((name) => ({ kind: pattern.kind, path: [...path, name], ...(owner === undefined ? {} : { owner }) }));
}

/** Every word of the types and names that a message quotes. */
export function quotedWords({ messageText }: ts.Diagnostic): ReadonlySet<string> {
  const quoted = ts.flattenDiagnosticMessageText(messageText, '\n').match(/'[^'\n]*'/gu) ?? [];
  return new Set(quoted.flatMap((text) => text.match(/[\p{ID_Continue}$]+/gu) ?? []));
}
