/** How the demo speaks: numbered acts, quoted output, and a tick for each thing that had to happen. */
import { styleText } from 'node:util';
import type { Ended } from './program.ts';

let acts = 0;

export function act(title: string, explanation?: string): void {
  acts += 1;
  console.log(`\n${styleText('bold', `${acts}. ${title}`)}${explanation ? styleText('dim', `  ${explanation}`) : ''}`);
}

export function say(text: string): void {
  console.log(text);
}

/** Another program's output, set apart. */
export function quote(output: string): void {
  for (const line of output.trimEnd().split('\n')) console.log(`${styleText('dim', '   │')} ${line}`);
}

/** Ends the demo with everything the program printed when the story takes another turn. */
export function expectThat(holds: boolean, told: string, ended: Ended): void {
  if (holds) {
    console.log(`   ${styleText('green', '✓')} ${told}`);
    return;
  }
  console.error(
    `   ${styleText('red', '✗')} expected: ${told}\n   It ended with ${ended.exitCode} and printed:\n${ended.stdout}\n${ended.stderr}`,
  );
  throw new Error('The demo did not go as told. Please report the output above.');
}
