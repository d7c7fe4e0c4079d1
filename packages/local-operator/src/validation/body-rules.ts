import { isRecord, own, type JsonRecord } from '../json.ts';

/** A rule of a request body: what is wrong with it, as the service's validator words it (operator-api.md §6). Empty when nothing is. */
export type BodyRule = (body: JsonRecord) => readonly string[];

export function brokenRules(body: unknown, rules: readonly BodyRule[]): readonly string[] {
  const record = isRecord(body) ? body : {};
  return rules.flatMap((rule) => rule(record));
}

export const requiredText =
  (name: string): BodyRule =>
  (body) => {
    const value = own(body, name);
    if (value === undefined || value === null) return [`${name} should not be empty`, `${name} must be a string`];
    if (typeof value !== 'string') return [`${name} must be a string`];
    return value === '' ? [`${name} should not be empty`] : [];
  };

export const optionalText =
  (name: string): BodyRule =>
  (body) => {
    const value = own(body, name);
    return value === undefined || value === null || typeof value === 'string' ? [] : [`${name} must be a string`];
  };

export const optionalInteger =
  (name: string): BodyRule =>
  (body) => {
    const value = own(body, name);
    return value === undefined || value === null || Number.isInteger(value) ? [] : [`${name} must be an integer number`];
  };

export const oneOf =
  (name: string, values: readonly string[]): BodyRule =>
  (body) => {
    const value = own(body, name);
    return typeof value === 'string' && values.includes(value) ? [] : [`${name} must be one of the following values: ${values.join(', ')}`];
  };

export const requiredObject =
  (name: string): BodyRule =>
  (body) => {
    const value = own(body, name);
    if (value === undefined || value === null) return [`${name} should not be empty`, `${name} must be an object`];
    return isRecord(value) ? [] : [`${name} must be an object`];
  };

/** Absent is fine, an empty text is not: the live service answers 400 to it. */
export const optionalUrl =
  (name: string): BodyRule =>
  (body) => {
    const value = own(body, name);
    return value === undefined || (typeof value === 'string' && URL.canParse(value)) ? [] : [`${name} must be a URL address`];
  };
