import { DEFAULT_DATE_FORMAT } from '@opus-codegen/schema';
import { datePartsOf, monthOf, yearOf, type DateParts } from './strptime.ts';

/**
 * A date of a strptime format as ISO 8601: `2026-04-30`, or `2026-04-30T10:15:00.000Z` where the format tells a time. Undefined when the text does not
 * fit, or when the format does not tell a whole day.
 */
export function isoDate(text: string, format: string = DEFAULT_DATE_FORMAT): string | undefined {
  const parts = datePartsOf(text, format);
  const year = parts === undefined ? undefined : yearOf(parts);
  if (parts === undefined || year === undefined) return undefined;
  const [month, day] = [monthOf(parts), numberOf(parts, 'd')];
  const dayOfYear = numberOf(parts, 'j');
  const date = new Date(0);
  if (month !== undefined && day !== undefined) date.setUTCFullYear(year, month - 1, day);
  else if (dayOfYear !== undefined) date.setUTCFullYear(year, 0, dayOfYear);
  else return undefined;
  if (!['H', 'I', 'M', 'S', 'f'].some((letter) => parts.has(letter))) return date.toISOString().slice(0, 10);
  date.setUTCHours(
    hourOf(parts),
    numberOf(parts, 'M') ?? 0,
    numberOf(parts, 'S') ?? 0,
    Number((parts.get('f') ?? '').padEnd(6, '0')) / 1000,
  );
  return new Date(date.getTime() - offsetMs(parts.get('z'))).toISOString();
}

function hourOf(parts: DateParts): number {
  const hour = numberOf(parts, 'H');
  if (hour !== undefined) return hour;
  const half = (numberOf(parts, 'I') ?? 0) % 12;
  return parts.get('p')?.toUpperCase() === 'PM' ? half + 12 : half;
}

/** Of `+02:00`, `-0530` or `Z`. */
function offsetMs(text: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(text ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}

function numberOf(parts: DateParts, letter: string): number | undefined {
  const text = parts.get(letter);
  return text === undefined ? undefined : Number(text);
}
