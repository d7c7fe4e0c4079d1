import { DEFAULT_DATE_FORMAT } from '@opus-codegen/schema';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

interface Directive {
  /** What it accepts, as in Python: numbers may lack their leading zero. */
  readonly pattern: string;
  readonly print: (date: Date) => string;
}

const two = (value: number): string => String(value).padStart(2, '0');
const any = (names: readonly string[]): string => names.join('|');
const short = (names: readonly string[]): readonly string[] => names.map((name) => name.slice(0, 3));
const dayOfYear = (date: Date): number => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;

const DIRECTIVES: ReadonlyMap<string, Directive> = new Map<string, Directive>([
  ['Y', { pattern: String.raw`\d{4}`, print: (date) => String(date.getUTCFullYear()).padStart(4, '0') }],
  ['y', { pattern: String.raw`\d{2}`, print: (date) => two(date.getUTCFullYear() % 100) }],
  ['m', { pattern: '1[0-2]|0?[1-9]', print: (date) => two(date.getUTCMonth() + 1) }],
  ['d', { pattern: String.raw`3[01]|[12]\d|0?[1-9]`, print: (date) => two(date.getUTCDate()) }],
  [
    'j',
    { pattern: String.raw`36[0-6]|3[0-5]\d|[12]\d{2}|0?[1-9]\d|0{0,2}[1-9]`, print: (date) => String(dayOfYear(date)).padStart(3, '0') },
  ],
  ['H', { pattern: String.raw`2[0-3]|[01]?\d`, print: (date) => two(date.getUTCHours()) }],
  ['I', { pattern: '1[0-2]|0?[1-9]', print: (date) => two(date.getUTCHours() % 12 || 12) }],
  ['M', { pattern: String.raw`[0-5]?\d`, print: (date) => two(date.getUTCMinutes()) }],
  ['S', { pattern: String.raw`6[01]|[0-5]?\d`, print: (date) => two(date.getUTCSeconds()) }],
  ['f', { pattern: String.raw`\d{1,6}`, print: (date) => String(date.getUTCMilliseconds()).padStart(3, '0') + '000' }],
  ['w', { pattern: '[0-6]', print: (date) => String(date.getUTCDay()) }],
  ['p', { pattern: 'AM|PM', print: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM') }],
  ['B', { pattern: any(MONTHS), print: (date) => MONTHS[date.getUTCMonth()] ?? '' }],
  ['b', { pattern: any(short(MONTHS)), print: (date) => short(MONTHS)[date.getUTCMonth()] ?? '' }],
  ['A', { pattern: any(DAYS), print: (date) => DAYS[date.getUTCDay()] ?? '' }],
  ['a', { pattern: any(short(DAYS)), print: (date) => short(DAYS)[date.getUTCDay()] ?? '' }],
  ['z', { pattern: String.raw`Z|[+-]\d{2}:?\d{2}`, print: () => '+0000' }],
  ['Z', { pattern: 'UTC|GMT', print: () => 'UTC' }],
]);

/** Composite directives and the escaped percent sign, written out. */
const WRITTEN_OUT: ReadonlyMap<string, string> = new Map([
  ['F', '%Y-%m-%d'],
  ['T', '%H:%M:%S'],
  ['D', '%m/%d/%y'],
  ['R', '%H:%M'],
  ['h', '%b'],
  ['e', '%d'],
  ['c', '%a %b %d %H:%M:%S %Y'],
  ['x', '%m/%d/%y'],
  ['X', '%H:%M:%S'],
]);

export type DateParts = ReadonlyMap<string, string>;

type Piece = { readonly text: string } | { readonly letter: string; readonly directive: Directive };

/**
 * Whether Python's strptime would take the text by this format (operator-api.md §2); a day that does not exist is refused. A format it would
 * itself refuse, with an unknown or repeated directive, takes anything here: a local test server has nothing to say about it.
 */
export function matchesDateFormat(text: string, format: string = DEFAULT_DATE_FORMAT): boolean {
  if (piecesOf(format) === undefined) return true;
  const parts = datePartsOf(text, format);
  return parts !== undefined && existsInCalendar(parts);
}

/** What stands in a text for each directive letter of the format; undefined when it does not fit, or the format is none. */
export function datePartsOf(text: string, format: string): DateParts | undefined {
  const letters: string[] = [];
  const source = piecesOf(format)?.map((piece) => {
    if ('text' in piece) return escapePattern(piece.text);
    letters.push(piece.letter);
    return `(${piece.directive.pattern})`;
  });
  const match = source === undefined ? null : new RegExp(`^${source.join('')}$`, 'iu').exec(text);
  return match === null ? undefined : new Map(letters.map((letter, index) => [letter, match[index + 1] ?? '']));
}

/** A date in UTC, written by the format. An unknown directive is left as it stands. */
export function printDate(date: Date, format: string = DEFAULT_DATE_FORMAT): string {
  const pieces = piecesOf(format);
  return pieces === undefined ? format : pieces.map((piece) => ('text' in piece ? piece.text : piece.directive.print(date))).join('');
}

/** The format in pieces; undefined when it holds a directive nobody knows, or one twice (which would also let a pattern backtrack without end). */
function piecesOf(format: string): readonly Piece[] | undefined {
  const plain = format.replaceAll(/%([FTDRhecxX])/g, (whole, letter: string) => WRITTEN_OUT.get(letter) ?? whole);
  const pieces: Piece[] = [];
  for (const [part] of plain.matchAll(/%.|[^%]+|%$/gsu)) {
    if (!part.startsWith('%')) pieces.push({ text: part });
    else if (part === '%%') pieces.push({ text: '%' });
    else {
      const letter = part.slice(1).replace(/^-/, '');
      const directive = DIRECTIVES.get(letter);
      if (directive === undefined || pieces.some((piece) => 'letter' in piece && piece.letter === letter)) return undefined;
      pieces.push({ letter, directive });
    }
  }
  return pieces;
}

function existsInCalendar(parts: DateParts): boolean {
  const day = parts.get('d');
  const month = monthOf(parts);
  if (day === undefined || month === undefined) return true;
  // Without a year Python takes 1900.
  const year = yearOf(parts) ?? 1900;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, Number(day));
  return year >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day);
}

/** A two-digit year falls between 1969 and 2068. */
export function yearOf(parts: DateParts): number | undefined {
  const year = parts.get('Y') ?? parts.get('y');
  if (year === undefined) return undefined;
  return year.length === 4 ? Number(year) : Number(year) + (Number(year) < 69 ? 2000 : 1900);
}

/** From 1. */
export function monthOf(parts: DateParts): number | undefined {
  const number = parts.get('m');
  if (number !== undefined) return Number(number);
  const name = parts.get('B') ?? parts.get('b');
  return name === undefined ? undefined : short(MONTHS).findIndex((known) => known.toLowerCase() === name.slice(0, 3).toLowerCase()) + 1;
}

/** Literal text of a format; white space stands for any amount of it, as in Python. */
const escapePattern = (text: string): string =>
  text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`);
