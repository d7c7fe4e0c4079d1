const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** Whether a text can stand as a workflow's key in config and lockfile: a JavaScript identifier, and no trap. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text) && text !== '__proto__';
}
