#!/usr/bin/env node
// Plain JavaScript that old versions of Node can read, so that they get a sentence and not a syntax error.
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  // The catalog's entry `node-too-old`, which cannot be loaded here.
  console.error(`error OPUS9005 opus-codegen needs Node.js 22.12 or newer; this is ${process.versions.node}.
  why It is written for what Node has had since then.
  fix Update Node.js, or run it with \`npx -y -p node@24 opus-codegen\`.`);
  process.exit(2);
}

// Node keeps what it compiled of our modules in the system's temporary folder; NODE_DISABLE_COMPILE_CACHE=1 turns that off.
module.enableCompileCache();

// package.json says where that is: the sources in a checkout, what was built from them in a published package.
const { main } = await import('#cli');
await main();
