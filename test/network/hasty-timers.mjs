// Loaded into the command before it starts (node --import): a hundred seconds pass in one, so that five attempts of thirty seconds each end while
// a test waits. Nothing else about the command is other than users have it.
const { setTimeout: wait } = globalThis;
globalThis.setTimeout = Object.assign((callback, delayMs = 0, ...args) => wait(callback, delayMs / 100, ...args), wait);
