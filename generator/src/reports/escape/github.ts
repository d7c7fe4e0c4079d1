import { visibleText } from './visible-text.ts';

/**
 * For what stands behind the second `::` of a GitHub workflow command. The runner reads a command to the end of the line and undoes exactly these
 * three, so a percent sign in the text must not look like one of them.
 */
export function forGithubData(lines: readonly string[]): string {
  return lines.map((line) => visibleText(line).replaceAll('%', '%25')).join('%0A');
}

/** For the value of a property (`title=…`), which a comma or a colon would end. */
export function forGithubProperty(text: string): string {
  return forGithubData([text]).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
