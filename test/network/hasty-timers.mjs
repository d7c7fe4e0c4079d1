// Loaded into the command before it starts (node --import): HASTE seconds pass in one, so that five attempts of thirty seconds each end while a
// test waits. Nothing else about the command is other than users have it.
const haste = Number(process.env['HASTE']);
const { setTimeout: wait } = globalThis;
globalThis.setTimeout = Object.assign((callback, delayMs = 0, ...args) => wait(callback, delayMs / haste, ...args), wait);
