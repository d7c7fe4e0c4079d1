import { ConfigError } from '../errors/classes.ts';

const KEY_LENGTH = 97;

export interface ServiceKey {
  readonly serviceKey: string;
  /** What looks wrong about the key, for when the service refuses it. Never any part of the key. */
  readonly keyHint: string | undefined;
}

/** The key without the blanks and newlines a copy brings along (operator-api.md §6). */
export function readServiceKey(given: string | undefined): ServiceKey {
  const serviceKey = given?.trim() ?? '';
  if (serviceKey === '') {
    const message = given === undefined ? 'No service key.' : 'The service key is empty.';
    throw new ConfigError({ code: 'MISSING_KEY', message });
  }
  // A header takes printable ASCII; anything else would fail later, and its error would show the key.
  if (!/^[!-~]+$/.test(serviceKey)) {
    throw new ConfigError({
      code: 'INVALID_OPTION',
      message: 'The service key holds blanks, line breaks or characters that no key has.',
      hint: 'Copy the key again, alone and in one piece.',
    });
  }
  const remarks = [
    ...(serviceKey.startsWith('_') ? [] : ['it does not begin with "_" (a double click often leaves that out)']),
    ...(serviceKey.length === KEY_LENGTH ? [] : [`it has ${serviceKey.length} characters, keys have ${KEY_LENGTH}`]),
    ...(given === serviceKey ? [] : ['blanks or a line break around it were ignored']),
    ...(/^["'].*["']$/.test(serviceKey) ? ['it stands in quotation marks'] : []),
  ];
  const keyHint = remarks.length === 0 ? undefined : `Check OPUS_SERVICE_KEY: ${remarks.join('; ')}.`;
  return { serviceKey, keyHint };
}
