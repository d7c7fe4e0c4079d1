#!/usr/bin/env node
// A stand-in for curl against GitLab's merge requests: keeps them in a file, writes down every call. Anything it does not know, it refuses.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

const { FAKE_GITLAB_STATE: statePath, FAKE_GITLAB_CALLS: callsPath } = process.env;
const merges = existsSync(statePath) ? JSON.parse(readFileSync(statePath, 'utf8')) : [];
const data = new Map();
let method = 'POST';
let url = '';
let token = '';
for (let rest = process.argv.slice(2); rest.length > 0;) {
  const [flag, value] = rest;
  if (['--silent', '--show-error', '--fail'].includes(flag)) rest = rest.slice(1);
  else if (flag === '--get') [method, rest] = ['GET', rest.slice(1)];
  else if (flag === '--request') [method, rest] = [value, rest.slice(2)];
  else if (flag === '--header') [token, rest] = [value, rest.slice(2)];
  else if (flag === '--data' || flag === '--data-urlencode') [, rest] = [take(value), rest.slice(2)];
  else if (flag.startsWith('https://')) [url, rest] = [flag, rest.slice(1)];
  else fail(`unknown ${flag}`);
}
if (token !== 'PRIVATE-TOKEN: glpat-fake') fail('no token');
const [, project, iid = ''] = /^https:\/\/gitlab\.test\/api\/v4\/projects\/(\d+)\/merge_requests(?:\/(\d+))?$/.exec(url) ?? fail(url);
appendFileSync(callsPath, `${JSON.stringify([method, ...data.keys()])}\n`);

if (method === 'GET') {
  const [source, target] = [data.get('source_branch'), data.get('target_branch')];
  console.log(
    JSON.stringify(merges.filter((one) => one.state === data.get('state') && one.source_branch === source && one.target_branch === target)),
  );
} else if (method === 'POST') {
  const own = { iid: merges.length + 1, state: 'opened', source_project_id: Number(project), target_project_id: Number(project) };
  merges.push({ ...own, ...Object.fromEntries(data) });
} else if (method === 'PUT') {
  const { state_event: event, ...changes } = Object.fromEntries(data);
  const merge = merges.find((one) => String(one.iid) === iid) ?? fail(`no merge request ${iid}`);
  Object.assign(merge, changes, event === 'close' ? { state: 'closed' } : {});
}
writeFileSync(statePath, JSON.stringify(merges));

function take(text) {
  const [, name, sign, value] = /^(\w+)([=@])([^]*)$/.exec(text) ?? fail(text);
  data.set(name, sign === '@' ? readFileSync(value, 'utf8') : value);
}

function fail(words) {
  console.error(`fake curl: ${words}`);
  process.exit(22);
}
