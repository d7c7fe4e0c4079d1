/** TypeScript names of variables. The entries are called as the kinds of `NameDiagnostic`. */
export const NAME_ENTRIES = {
  'name-collision': {
    code: 'OPUS4001',
    severity: 'warning',
    title: 'Two variables asked for one name',
    why: 'Labels in the canvas need not differ. Each got a suffix from its own wire name, which the lockfile keeps.',
    fix: 'Choose names in the config, or give the variables different labels.',
  },
  'override-invalid': {
    code: 'OPUS4002',
    severity: 'warning',
    title: 'A name of the config cannot be used',
    why: 'It is no identifier, or means something else to JavaScript. It was not applied.',
    fix: 'Choose another name.',
  },
  'override-duplicate': {
    code: 'OPUS4003',
    severity: 'warning',
    title: 'The config gives one name twice',
    why: 'Two variables of one object cannot share a name. The second was not applied.',
    fix: 'Choose another name for one of them.',
  },
  'override-unused': {
    code: 'OPUS4004',
    severity: 'warning',
    title: 'The config names a variable the workflow does not have',
    why: 'The platform gives variables new wire names when somebody edits the input node.',
    fix: 'Correct the wire name or remove it.',
  },
  'pin-lost': {
    code: 'OPUS4005',
    severity: 'warning',
    title: 'A variable lost the name it had',
    why: 'The config gives that name away, or the lockfile held one that cannot be used.',
    fix: 'Rename it where your code uses it, or choose names in the config.',
  },
} as const;
