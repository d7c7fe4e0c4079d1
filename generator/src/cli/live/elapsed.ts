/** `0.4 s`, `12.3 s`, `2 min 05 s`; `seconds` is for what is counted up: `12 s`, and nothing in the first second. Pure. */
export function elapsedText(elapsedMs: number, precision: 'exact' | 'seconds'): string {
  const seconds = Math.floor(elapsedMs / 1_000);
  if (seconds >= 60) return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
  if (precision === 'exact') return `${(Math.floor(elapsedMs / 100) / 10).toFixed(1)} s`;
  return seconds === 0 ? '' : `${seconds} s`;
}
