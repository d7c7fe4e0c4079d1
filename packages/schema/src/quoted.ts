/** A name from the canvas for a sentence: in quotes, and cut, since it may be of any length. Escaping for a sink is the sink's. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name);
}
