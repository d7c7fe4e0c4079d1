#!/usr/bin/env node
// A stand-in for npx in a project that has the command installed, which the tests' project has not.
import { spawnSync } from 'node:child_process';

const [flag, name, ...args] = process.argv.slice(2);
if (flag !== '--no-install' || name !== 'opus-codegen') process.exit(127);
// Not blocking anybody: the service lives in another process.
process.exitCode = spawnSync(process.execPath, [process.env.FAKE_NPX_BIN, ...args], { stdio: 'inherit' }).status ?? 1;
