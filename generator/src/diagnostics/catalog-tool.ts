/** The tool itself and its command line. */
export const TOOL_ENTRIES = {
  'bad-usage': {
    code: 'OPUS9001',
    severity: 'error',
    exit: 'usage',
    title: 'The command line is not understood',
    why: 'Nothing was done.',
    fix: 'See `opus-codegen --help`.',
  },
  'own-bug': {
    code: 'OPUS9002',
    severity: 'error',
    exit: 'bug',
    title: 'Something went wrong inside opus-codegen',
    why: 'This is a bug of ours, not of your project.',
    fix: 'Run again with --verbose for the stack, and report it.',
  },
  interrupted: {
    code: 'OPUS9003',
    severity: 'error',
    title: 'Interrupted',
    why: 'The run was stopped before it was done.',
    fix: 'Run again: everything is as it was before.',
  },
  'working-directory': {
    code: 'OPUS9004',
    severity: 'error',
    exit: 'usage',
    title: 'The working directory does not exist',
    why: '--cwd must name a folder.',
    fix: 'Correct --cwd.',
  },
  // Told by bin/opus-codegen.mjs itself: an old Node cannot load the catalog.
  'node-too-old': {
    code: 'OPUS9005',
    severity: 'error',
    exit: 'usage',
    title: 'opus-codegen needs Node.js 22.12 or newer',
    why: 'It is written for what Node has had since then.',
    fix: 'Update Node.js, or run it with `npx -p node@24 opus-codegen`.',
  },
  'nothing-to-explain': {
    code: 'OPUS9030',
    severity: 'error',
    exit: 'usage',
    title: 'There is nothing of that name to explain',
    why: 'explain takes a rule of drift (`variable-removed`), a message (`OPUS3001`) or an error of a run (`INVALID_INPUT`).',
    fix: 'See `opus-codegen rules` for rules; codes stand in the message that sent you here.',
  },
  'terminal-needed': {
    code: 'OPUS9006',
    severity: 'error',
    exit: 'usage',
    title: 'There is nobody to ask',
    why: 'This command asks questions, and stdin or stderr is no terminal.',
    fix: 'Say everything with flags, and --yes.',
  },
} as const;
