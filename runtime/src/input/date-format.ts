/**
 * Days and times as the workflow's declared strptime format wants them (operator-api.md §2).
 *
 * Everything is read and written in UTC: the same value gives the same text on every machine. Names of months and days are English, as in
 * the C locale the service runs in.
 */

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY_MS = 86_400_000;

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
const dayOfYear = (date: Date): number => Math.floor((date.getTime() - Date.parse(`${pad(date.getUTCFullYear(), 4)}-01-01`)) / DAY_MS) + 1;

/** What strptime reads, the C locale's `%c %x %X` spelled out by the simpler ones. */
const DIRECTIVES: ReadonlyMap<string, (date: Date) => string> = new Map<string, (date: Date) => string>([
  ['Y', (date) => pad(date.getUTCFullYear(), 4)],
  ['y', (date) => pad(date.getUTCFullYear() % 100)],
  ['m', (date) => pad(date.getUTCMonth() + 1)],
  ['d', (date) => pad(date.getUTCDate())],
  ['B', (date) => MONTHS[date.getUTCMonth()] ?? ''],
  ['b', (date) => (MONTHS[date.getUTCMonth()] ?? '').slice(0, 3)],
  ['A', (date) => DAYS[date.getUTCDay()] ?? ''],
  ['a', (date) => (DAYS[date.getUTCDay()] ?? '').slice(0, 3)],
  ['w', (date) => String(date.getUTCDay())],
  ['j', (date) => pad(dayOfYear(date), 3)],
  ['H', (date) => pad(date.getUTCHours())],
  ['I', (date) => pad(date.getUTCHours() % 12 || 12)],
  ['p', (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM')],
  ['M', (date) => pad(date.getUTCMinutes())],
  ['S', (date) => pad(date.getUTCSeconds())],
  ['f', (date) => pad(date.getUTCMilliseconds(), 3) + '000'],
  ['z', () => '+0000'],
  ['Z', () => 'UTC'],
  ['c', (date) => formatDate(date, '%a %b %d %H:%M:%S %Y')],
  ['x', (date) => formatDate(date, '%m/%d/%y')],
  ['X', (date) => formatDate(date, '%H:%M:%S')],
  ['F', (date) => formatDate(date, '%Y-%m-%d')],
  ['T', (date) => formatDate(date, '%H:%M:%S')],
  ['D', (date) => formatDate(date, '%m/%d/%y')],
  ['%', () => '%'],
]);

/** The first directive this package cannot write (`'%U'`), if the format has one. */
export function unknownDirective(format: string): string | undefined {
  return format.match(/%.?/gsu)?.find((directive) => !DIRECTIVES.has(directive.slice(1)));
}

/** `date` in UTC by a format without unknown directives. */
export function formatDate(date: Date, format: string): string {
  return format.replace(/%(.)/gsu, (directive, letter: string) => DIRECTIVES.get(letter)?.(date) ?? directive);
}

/** A two-digit year is read as 1969 to 2068 by strptime: any other would silently become another century. */
export function losesCentury(date: Date, format: string): boolean {
  const letters = [...format.matchAll(/%(.)/gsu)].map(([, letter]) => letter ?? '').join('');
  const year = date.getUTCFullYear();
  return (year < 1969 || year > 2068) && /[yxD]/.test(letters) && !/[YcF]/.test(letters);
}

/** The moment a date input stands for: a valid `Date` as it is, `2025-11-09` as that day's start in UTC. `undefined` when it is no such day. */
export function toDate(value: unknown): Date | undefined {
  if (value instanceof Date) {
    const year = value.getUTCFullYear();
    return year >= 1 && year <= 9999 ? value : undefined;
  }
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return undefined;
  const date = new Date(`${value}T00:00:00Z`);
  // 30 February parses as 2 March in some engines and not at all in others.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) && value > '0001' ? date : undefined;
}
