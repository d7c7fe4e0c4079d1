#!/usr/bin/env node
// A stand-in for GitHub's command line: keeps pull requests in a file, writes down every call. Anything it does not know, it refuses.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

const { FAKE_GH_STATE: statePath, FAKE_GH_CALLS: callsPath, GH_TOKEN: token } = process.env;
const args = process.argv.slice(2);
const [topic, verb, ...rest] = args;
const pulls = existsSync(statePath) ? JSON.parse(readFileSync(statePath, 'utf8')) : [];
const flag = (name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
const isCalled = (name) => topic === 'pr' && verb === name;

appendFileSync(callsPath, `${JSON.stringify({ args, hasToken: Boolean(token) })}\n`);

if (isCalled('list')) {
  const found = pulls.filter((pull) => pull.state === 'open' && pull.head === flag('--head') && pull.base === flag('--base'));
  if (flag('--json') !== 'number,isCrossRepository') fail('unknown --json');
  if (flag('--jq') !== 'map(select(.isCrossRepository | not)) | .[0].number // empty') fail('unknown --jq');
  const [own] = found.filter((pull) => !pull.isCrossRepository);
  if (own) console.log(own.number);
} else if (isCalled('create')) {
  const pull = { number: pulls.length + 1, state: 'open', head: flag('--head'), base: flag('--base'), isDraft: rest.includes('--draft') };
  pulls.push({ ...pull, title: flag('--title'), body: readFileSync(flag('--body-file'), 'utf8') });
} else if (isCalled('edit')) {
  Object.assign(pullNamed(rest[0]), { title: flag('--title'), body: readFileSync(flag('--body-file'), 'utf8') });
} else if (isCalled('ready')) {
  pullNamed(rest[0]).isDraft = rest.includes('--undo');
} else if (isCalled('close')) {
  Object.assign(pullNamed(rest[0]), { state: 'closed', comment: flag('--comment') });
} else {
  fail(`unknown call: ${args.join(' ')}`);
}
writeFileSync(statePath, JSON.stringify(pulls));

function pullNamed(number) {
  return pulls.find((pull) => String(pull.number) === number) ?? fail(`no pull request ${number}`);
}

function fail(words) {
  console.error(`fake gh: ${words}`);
  process.exit(1);
}
