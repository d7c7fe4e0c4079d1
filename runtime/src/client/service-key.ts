import { ConfigError } from '../errors/config-error.ts';

export interface ServiceKey {
  readonly serviceKey: string;
  /** As it was passed: key-hint.ts sees more by it. */
  readonly givenKey: string;
}

/** The key without the blanks and newlines a copy brings along (operator-api.md §6). */
export function readServiceKey(given: string | undefined): ServiceKey {
  const serviceKey = given?.trim() ?? '';
  if (serviceKey === '') throw new ConfigError({ code: 'MISSING_KEY', message: 'The service key is missing or empty.' });
  // A header takes printable ASCII; anything else would fail later, and its error would show the key.
  if (!/^[!-~]+$/.test(serviceKey)) {
    throw new ConfigError({
      code: 'INVALID_OPTION',
      message: 'The service key holds blanks, line breaks or the like.',
      hint: 'Copy the key again, alone and in one piece.',
    });
  }
  return { serviceKey, givenKey: given ?? '' };
}
