import { expect, test } from 'vitest';
import { putAt } from './put.ts';

test('objects and lists are made on the way, and kept where they are', () => {
  const root: Record<string, unknown> = { vendor: { city: 'Ulm' } };
  putAt(root, ['vendor', 'name'], 'ACME');
  putAt(root, ['lines', 1, 'sku'], 'B');
  putAt(root, ['lines', 0, 'sku'], 'A');
  expect(root).toEqual({ vendor: { city: 'Ulm', name: 'ACME' }, lines: [{ sku: 'A' }, { sku: 'B' }] });
});

test('what stands in the way is replaced', () => {
  const root: Record<string, unknown> = { vendor: 'ACME', lines: { 0: 'x' } };
  putAt(root, ['vendor', 'name'], 'ACME');
  putAt(root, ['lines', 0], 'A');
  expect(root).toEqual({ vendor: { name: 'ACME' }, lines: ['A'] });
});

test('no name reaches what all objects share', () => {
  const root: Record<string, unknown> = {};
  putAt(root, ['__proto__', 'polluted'], true);
  putAt(root, ['constructor', 'prototype', 'polluted'], true);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(Object.keys(root)).toEqual(['__proto__', 'constructor']);
});
