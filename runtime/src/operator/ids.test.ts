import { describe, expect, it } from 'vitest';
import { isSafeId, pathSegment } from './ids.ts';
import { isLoopback } from './loopback.ts';

describe('pathSegment', () => {
  it.each([
    ['2514', '2514'],
    ['B9uGJfZ3CFwOdMKH', 'B9uGJfZ3CFwOdMKH'],
    ['a b', 'a%20b'],
    ['ü%', '%C3%BC%25'],
    ['...', '...'],
  ])('takes %j', (id, segment) => {
    expect(pathSegment(id, 'jobExecutionId')).toBe(segment);
  });

  it.each(['', ' ', '.', '..', 'a/b', 'a?b', 'a#b', 'a\\b', '../x', 'a\nb', '\t', '\uD800', 'x'.repeat(201)])('refuses %j', (id) => {
    expect(isSafeId(id)).toBe(false);
    expect(() => pathSegment(id, 'workflowId')).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  });

  it.each([[undefined], [null], [2514], [{}], [['1']]])('refuses what is no string: %j', (id) => {
    expect(isSafeId(id)).toBe(false);
  });
});

describe('isLoopback', () => {
  it.each(['localhost', 'app.localhost', '127.0.0.1', '127.9.9.9', '[::1]'])('takes %s', (host) => expect(isLoopback(host)).toBe(true));
  it.each(['localhost.example', '127.0.0.1.example', '128.0.0.1', '10.0.0.1', '[::2]', '0.0.0.0'])('not %s', (host) =>
    expect(isLoopback(host)).toBe(false),
  );
});
