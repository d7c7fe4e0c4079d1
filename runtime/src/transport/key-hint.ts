const KEY_LENGTH = 97;

/** What looks wrong about a key that the service refused, as it was passed. Never any part of the key. */
export function keyHint(given: string): string | undefined {
  const serviceKey = given.trim();
  const remarks = [
    ...(serviceKey.startsWith('_') ? [] : ['it does not begin with "_" (a double click often leaves that out)']),
    ...(serviceKey.length === KEY_LENGTH ? [] : [`it has ${serviceKey.length} characters, keys have ${KEY_LENGTH}`]),
    ...(given === serviceKey ? [] : ['blanks or a line break around it were ignored']),
    ...(/^["'].*["']$/.test(serviceKey) ? ['it stands in quotation marks'] : []),
  ];
  return remarks.length === 0 ? undefined : `Check OPUS_SERVICE_KEY: ${remarks.join('; ')}.`;
}
