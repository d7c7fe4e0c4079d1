const KEY_LENGTH = 97;

/** What is odd about the form of a service key, as a sentence that does not show it (operator-api.md §6); `undefined` when it looks right. Pure. */
export function keyOddity(serviceKey: string): string | undefined {
  if (/^["'`]|["'`]$/.test(serviceKey)) return 'The key has quotes around it';
  if (/\s/.test(serviceKey)) return 'The key has blanks or a line end in it';
  if (!serviceKey.startsWith('_')) return 'The key does not begin with an underscore, which is easily lost in pasting';
  return serviceKey.length === KEY_LENGTH ? undefined : `The key has ${serviceKey.length} characters where keys have ${KEY_LENGTH}`;
}
