import { expect, test } from 'vitest';
import { resumeCommand } from './resume-command.ts';

const here = { config: [], cwd: '/srv/app', shellCwd: '/srv/app' };

test('a job is taken up where the command was typed, with the same config', () => {
  expect(resumeCommand('invoice', '2514', here)).toBe('opus-codegen run invoice --job 2514');
  expect(resumeCommand('invoice', '2514', { ...here, shellCwd: '/srv', config: ['a.config.ts', 'my configs/b.ts'] })).toBe(
    "opus-codegen run invoice --job 2514 --cwd app --config a.config.ts --config 'my configs/b.ts'",
  );
});

test('an id that a shell would obey is one word to it', () => {
  expect(resumeCommand('invoice', '7; rm -rf ~', here)).toBe("opus-codegen run invoice --job '7; rm -rf ~'");
  expect(resumeCommand('invoice', "7'$(x)", here)).toBe(String.raw`opus-codegen run invoice --job '7'\''$(x)'`);
});
