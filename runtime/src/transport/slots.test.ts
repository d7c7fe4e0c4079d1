import { describe, expect, it } from 'vitest';
import { createSlots } from './slots.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('slots', () => {
  it('lets in so many, and the next in order of arrival', async () => {
    const slots = createSlots(2);
    const order: string[] = [];
    const enter = (name: string) => slots.take().then((release) => (order.push(name), release));
    const [first] = [enter('a'), enter('b'), enter('c'), enter('d')];
    await turn();
    expect(order).toEqual(['a', 'b']);
    (await first)?.();
    await turn();
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('lets an aborted waiter go from the middle of the queue', async () => {
    const slots = createSlots(1);
    const release = await slots.take();
    const controller = new AbortController();
    const aborted = slots.take(controller.signal);
    const next = slots.take();
    controller.abort();
    expect(await aborted).toBeUndefined();
    release?.();
    expect(await next).toBeTypeOf('function');
    expect(await slots.take(controller.signal)).toBeUndefined();
  });
});
