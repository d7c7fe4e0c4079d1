/** Whether a signal sent to a process reaches it: on Windows it is ended at once instead, and a console's Ctrl-C cannot be sent by another process. */
export const signalsArrive: boolean = process.platform !== 'win32';

if (!signalsArrive) console.warn('How commands answer Ctrl-C is not tested on Windows: no process can send it to another one there.');
