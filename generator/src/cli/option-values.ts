import { InvalidArgumentError, type Command as Commander } from 'commander';
import type { Command, OutputFormat } from './command.ts';

/** Makes a declared command do its work. The first of the formats is its default; absent: text and json. The code is loaded when it runs. */
export type AddCommand = (command: Commander, load: () => Promise<Command<never>>, formats?: readonly OutputFormat[]) => void;

/** For a flag that may be given several times. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** The same, and each time a list with commas. */
export function collectList(value: string, before: readonly string[] | undefined): readonly string[] {
  const keys = value
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  if (keys.length === 0) throw new InvalidArgumentError('It names no workflow.');
  return [...(before ?? []), ...keys];
}

export function portNumber(text: string): number {
  const port = Number(text);
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  }
  return port;
}

export function milliseconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) throw new InvalidArgumentError('Milliseconds, 0 or more.');
  return value;
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90s`, `30m`, `2h`, `1d`, and `none` for no end. */
export function durationMs(value: string): number {
  if (value === 'none') return Infinity;
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(value) ?? [];
  const duration = Number(amount) * (UNIT_MS[unit] ?? 0);
  if (duration === 0) throw new InvalidArgumentError('Write it as 90s, 30m, 2h or 1d, or none.');
  return duration;
}

/** Makes a reader of a whole number of seconds within bounds. */
export function secondsWithin(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`It is a whole number of seconds from ${least} to ${most}.`);
    }
    return value;
  };
}

/** What the help of every command ends with. */
export function examples(...lines: readonly [string, string]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
}
