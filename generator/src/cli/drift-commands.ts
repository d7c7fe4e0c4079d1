import { Option, type Command as Commander } from 'commander';
import { CHECK_FORMATS, DIFF_FORMATS } from './formats.ts';
import { collect, examples, type AddCommand } from './option-values.ts';

/** The commands about drift. The flags a command declares are exactly the ones its function takes. */
export function declareDriftCommands(program: Commander, add: AddCommand): void {
  add(
    program
      .command('check')
      .description('whether config, lockfile, files and service agree; repairs nothing')
      .addOption(new Option('--remote <when>', 'ask the service').choices(['required', 'auto', 'off']).default('required'))
      .addOption(new Option('--offline', 'the same as --remote off: opens no socket').implies({ remote: 'off' }))
      .addOption(new Option('--fail-on <level>', 'the least drift that fails').choices(['breaking', 'warning', 'info']))
      .addOption(
        new Option('--report <format=path>', 'also write a report to a file; repeatable, one fetch for all')
          .argParser(collect)
          .default([], 'none'),
      )
      .option('--impact', 'also tell what stops compiling in your code', false)
      .option('--tsconfig <path>', 'the project --impact compiles; the nearest by default')
      .addHelpText('after', `\n--report takes the formats of --format. GITHUB_STEP_SUMMARY, where set, gets the markdown report.`)
      .addHelpText('after', examples('opus-codegen check --impact --report sarif=reports/drift.sarif', 'opus-codegen check --offline')),
    async () => (await import('./commands/check.ts')).check,
    CHECK_FORMATS,
  );
  add(
    program
      .command('diff')
      .description('what changed since the lockfile, for people; writes nothing')
      .option('--from <lockfile>', 'compare an older lockfile with the one of today, without the network')
      .option('--impact', 'also tell what stops compiling in your code', false)
      .option('--tsconfig <path>', 'the project --impact compiles; the nearest by default')
      .addHelpText(
        'after',
        '\nEnds with 0 when it could look, whatever changed; with 30 or 31 when it could not. To fail on drift, use check.',
      )
      .addHelpText(
        'after',
        examples('opus-codegen diff --format markdown', 'git show main:opus.lock.json > old.json && opus-codegen diff --from old.json'),
      ),
    async () => (await import('./commands/diff.ts')).diff,
    DIFF_FORMATS,
  );
  add(
    program
      .command('accept')
      .description('let check go on in spite of a finding, for a while; recorded in opus.drift.json')
      .argument('[rule]', 'as the check told it: variable-removed')
      .argument('[place]', 'as the check told it: invoice.inputs.poNumber')
      .option('--all', 'every finding of the report', false)
      .option('--from <report>', 'the json report of a check, which says what was found')
      .option('--fingerprint <fingerprint>', 'of the finding, in place of a report')
      .option('--reason <text>', 'why (required)')
      .option('--owner <name>', 'who answers for it (required)')
      .option('--until <day>', 'the last day it holds, as 2026-12-31 (required; at most 90 days for breaking drift)')
      .addHelpText(
        'after',
        `
Asks nobody: what was found is read from the report that \`opus-codegen check --report json=drift.json\` wrote, or from the printed
\`check --format json\`. An acceptance holds for that very change: another change at the same place counts again, and so does this one
after the day named. It quiets check only; the guard before a run minds the drift all the same.`,
      )
      .addHelpText(
        'after',
        examples(
          'opus-codegen accept variable-removed invoice.inputs.poNumber --from drift.json --reason "ships Friday" --owner kim --until 2026-12-31',
          'opus-codegen accept --all --from drift.json --reason "migration" --owner ap-team --until 2026-12-31',
        ),
      ),
    async () => (await import('./commands/accept.ts')).accept,
  );
  add(
    program
      .command('rules')
      .description('the rules of drift, with the level of each')
      .addHelpText('after', examples('opus-codegen rules', 'opus-codegen rules --format json')),
    async () => (await import('./commands/rules.ts')).rules,
  );
  add(
    program
      .command('explain')
      .description('what a rule of drift, a message or an error means, and what to do')
      .argument('<what>', 'a rule (variable-removed), a message (OPUS3001) or an error of a run (INVALID_INPUT)')
      .addHelpText('after', examples('opus-codegen explain variable-removed', 'opus-codegen explain OPUS3001')),
    async () => (await import('./commands/explain.ts')).explain,
  );
}
