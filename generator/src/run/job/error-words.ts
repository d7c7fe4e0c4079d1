import type { OpusError } from '@opus-codegen/runtime';

/** Messages of the runtime may have several lines, the last of which is the hint; a diagnostic says it in one, and the next step apart. */
export function errorWords({ message, hint }: OpusError): string {
  const said = message.endsWith(`\n${hint}`) ? message.slice(0, -hint.length) : message;
  return said.trim().replaceAll(/\s*\n\s*/g, ' ');
}
