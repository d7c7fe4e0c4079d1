import { expect, expectTypeOf, test } from 'vitest';
import { standardSchema } from './standard-schema.ts';

const schema = standardSchema<{ readonly poNumber: string }>([{ name: 'poNumber', wire: 'w', type: 'str' }])['~standard'];

test('is a Standard Schema of version 1', () => {
  expect(schema).toMatchObject({ version: 1, vendor: 'opus-codegen' });
});

test('hands a valid value back as it came', async () => {
  const value = { poNumber: 'PO-1' };
  expect(await schema.validate(value)).toEqual({ value });
});

test('answers with issues that have a message and a path', async () => {
  expect(await schema.validate({ poNumber: 7 })).toEqual({
    issues: [expect.objectContaining({ message: 'poNumber: expected a string, got a number.', path: ['poNumber'] })],
  });
});

test('tells the compiler the type of the input', () => {
  expectTypeOf<NonNullable<(typeof schema)['types']>['input']>().toEqualTypeOf<{ readonly poNumber: string }>();
});
