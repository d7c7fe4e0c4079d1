import type { DiagnosticName } from '../../../generator/src/diagnostics/catalog.ts';
import {
  explainedErrors,
  explainedMessages,
  type ErrorExplanation,
  type MessageExplanation,
} from '../../../generator/src/diagnostics/explanation.ts';
import { messagesIn, play, type Scenario } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';

/** The rooms of the catalog, by the first two digits of a code. */
const ROOMS: readonly (readonly [digits: string, title: string])[] = [
  ['10', 'Config'],
  ['20', 'Lockfile'],
  ['30', 'Service'],
  ['40', 'Names'],
  ['50', 'Files'],
  ['60', 'Drift'],
  ['70', 'Jobs from the terminal'],
  ['90', 'Command line'],
];

/** docs/diagnostics.md: every message with an example as it is printed, and every error of a run. */
export async function messagesPage(): Promise<string> {
  const messages = explainedMessages();
  const errors = explainedErrors();
  const examples = await playAll();
  return [
    `# Messages and errors

Every message of the command has a code, \`OPUS3001\`, and every error of a run has one, \`INVALID_INPUT\`. A code never changes its meaning. In the terminal:`,
    `\`\`\`sh
npx opus-codegen explain OPUS3001
\`\`\``,
    `A message says what happened, \`at\` which place, \`why\` that matters, and the next step, \`fix\`. With \`--verbose\` it ends with the address of
its entry here; \`--format json\` always has it, as \`docs\`. An \`error\` decides what the command ends with, a \`warning\` and an \`info\` do not
([exit codes](drift.md#in-ci)).

By symptom instead of by code: [troubleshooting](troubleshooting.md).`,
    '## Messages of the command',
    ...roomsOf(messages).map(([title, inRoom]) =>
      table(
        title,
        ['Code', '', 'What it says'],
        inRoom.map((one) => [linked(one.code), one.severity, one.title]),
      ),
    ),
    '## Errors of a run',
    `All are \`OpusError\`s: \`code\`, \`message\`, \`hint\` (the next step), \`phase\`, and where known \`workflowId\`, \`jobExecutionId\`, \`requestId\`,
\`status\`, \`attempts\`. They are safe to log: no key, no signature, no file content at any depth. What is tried again before one is thrown stands in
[running jobs](running-jobs.md#what-is-retried-and-what-never-is).`,
    table(
      '',
      ['Code', 'Class', 'What it says'],
      errors.map(({ code, errorClass, title }) => [linked(code), `\`${errorClass}\``, title]),
    ),
    '## Each message',
    ...messages.map((message) => messageEntry(message, examples.get(message.name))),
    '## Each error',
    ...errors.map((error) => errorEntry(error)),
  ].join('\n\n');
}

interface Example {
  readonly typed: string;
  readonly message: string;
}

/** All at once: most of the time of some goes by in waiting. */
async function playAll(): Promise<ReadonlyMap<DiagnosticName, Example>> {
  const codes = new Map(explainedMessages().map(({ name, code }) => [name, code]));
  const played = (Object.entries(SCENARIOS) as [DiagnosticName, Scenario][]).map(async ([name, scenario]) => {
    const printed = await play(scenario);
    const message = messagesIn(printed).get(codes.get(name) ?? '');
    if (message === undefined) throw new Error(`opus-codegen ${scenario.type} does not tell "${name}", but:\n${printed}`);
    return [name, { typed: scenario.type, message }] as const;
  });
  return new Map(await Promise.all(played));
}

function roomsOf(messages: readonly MessageExplanation[]): readonly (readonly [title: string, messages: readonly MessageExplanation[]])[] {
  const rooms = ROOMS.map(([digits, title]) => [title, messages.filter(({ code }) => code.startsWith(`OPUS${digits}`))] as const);
  const placed = new Set(rooms.flatMap(([, inRoom]) => inRoom));
  const homeless = messages.filter((message) => !placed.has(message)).map(({ code }) => code);
  if (homeless.length > 0) throw new Error(`The page of messages has no room for ${homeless.join(', ')}.`);
  return rooms.filter(([, inRoom]) => inRoom.length > 0);
}

function messageEntry({ code, title, severity, exitCode, why, fix }: MessageExplanation, example: Example | undefined): string {
  const ends = exitCode === undefined ? '' : `, the command ends with \`${exitCode}\``;
  return [
    `### ${code}`,
    `**${title}.** \`${severity}\`${ends}.`,
    // An example says both itself, unless its case has better words.
    ...advice({ why, fix }, example?.message),
    ...(example === undefined ? [] : [`\`\`\`text\n$ opus-codegen ${example.typed}\n${example.message}\n\`\`\``]),
  ].join('\n\n');
}

function errorEntry({ code, errorClass, title, why, fix }: ErrorExplanation): string {
  return [`### ${code}`, `**${title}.** [\`${errorClass}\`](api/runtime.md#${errorClass.toLowerCase()}).`, ...advice({ why, fix })].join(
    '\n\n',
  );
}

function advice({ why, fix }: { readonly why: string; readonly fix: string }, saidAlready = ''): readonly string[] {
  const lines = [
    ...(saidAlready.includes(why) ? [] : [`- Why: ${forMarkdown(why)}`]),
    ...(saidAlready.includes(fix) ? [] : [`- Fix: ${forMarkdown(fix)}`]),
  ];
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [
    ...(title === '' ? [] : [`**${title}**`, '']),
    lineOf(head),
    lineOf(head.map(() => '---')),
    ...rows.map((row) => lineOf(row.map((cell) => forMarkdown(cell)))),
  ].join('\n');
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function linked(code: string): string {
  return `[\`${code}\`](#${code.toLowerCase()})`;
}

/** Our own texts: angle brackets outside of code would be taken for HTML. */
function forMarkdown(text: string): string {
  return text.replaceAll(/`[^`]*`|[<|]/g, (found) => (found === '<' ? '&lt;' : found === '|' ? '\\|' : found));
}
