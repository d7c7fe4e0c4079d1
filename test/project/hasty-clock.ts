import type { Clock } from '@opus-codegen/runtime';

/**
 * A hundred seconds pass in one: real order of events, no waiting for polls. Time limits shrink alike, and stay far above what loopback needs; on a
 * machine that is busy, `realFromMs` keeps those that are so long or longer as long as they are.
 */
export function createHastyClock({ realFromMs = Infinity }: { readonly realFromMs?: number } = {}): Clock {
  const speed = 100;
  const startedAtMs = Date.now();
  return {
    now: () => startedAtMs + performance.now() * speed,
    random: () => 0.5,
    setTimer(callback, delayMs) {
      const timer = setTimeout(callback, Math.min(delayMs < realFromMs ? delayMs / speed : delayMs, 2 ** 31 - 1));
      return () => clearTimeout(timer);
    },
  };
}
