import { describe, expect, it } from 'vitest';
import { AnswerTooLarge, readText } from './read-text.ts';

describe('readText', () => {
  it('reads a body to its end, across cut characters and past a byte order mark', async () => {
    const bytes = new TextEncoder().encode('\uFEFFGrüße 🎉');
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await readText(new Response(body), 100)).toBe('Grüße 🎉');
  });

  it('reads nothing from no body', async () => {
    expect(await readText(new Response(null), 1)).toBe('');
  });

  it('stops an endless body at the bound', async () => {
    let pulled = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1_000));
      },
      cancel() {
        cancelled = true;
      },
    });
    await expect(readText(new Response(body), 10_000)).rejects.toThrow(AnswerTooLarge);
    expect(cancelled).toBe(true);
    expect(pulled).toBeLessThan(15);
  });
});
