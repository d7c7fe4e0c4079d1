#!/usr/bin/env node
import { runCommand } from '@opus-codegen/local-operator/command';

const stopped = new Promise((resolve) => {
  // Once each: a second Ctrl-C ends the process the usual way.
  process.once('SIGINT', resolve);
  process.once('SIGTERM', resolve);
});
process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  stopped,
});
