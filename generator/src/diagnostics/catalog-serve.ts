/** `serve`: the local operator over the lockfile. */
export const SERVE_ENTRIES = {
  'serve-port': {
    code: 'OPUS9020',
    severity: 'error',
    exit: 'usage',
    title: 'The local operator cannot listen on that port',
    why: 'Another program has it, or this user may not. Nothing is served.',
    fix: 'Stop the other program, or name another port: --port 4011, or --port 0 for any that is free.',
  },
  'serve-nothing': {
    code: 'OPUS9021',
    severity: 'error',
    exit: 'usage',
    title: 'There is nothing to serve yet',
    why: 'serve answers with the workflows of opus.lock.json, which the first `opus-codegen generate` writes.',
    fix: 'Run `opus-codegen generate` first; without access to the platform, `opus-codegen serve --example` serves a workflow to try things with.',
  },
  'serve-same-workflow': {
    code: 'OPUS9022',
    severity: 'warning',
    title: 'Two lockfiles hold one workflow in two states',
    why: 'A workflow has one schema at a time, as on the platform: that of the config named first is served.',
    fix: 'Run `opus-codegen generate` for both configs, or serve one of them with --config.',
  },
  'serve-not-reloaded': {
    code: 'OPUS9023',
    severity: 'warning',
    title: 'The lockfile changed into something that cannot be served',
    why: 'What was served before is served on.',
    fix: 'Correct the lockfile: it is read again as soon as it changes.',
  },
} as const;
