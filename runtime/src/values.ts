/**
 * All that is known of values, behind one door: mistakes and the words for them, files, days in any format, choices between types. Loaded by the
 * first input that is not plain (input/plain.ts), and before a job exists.
 */
export { createUploadCalls } from './operator/upload-calls.ts';
export { checkedFiles, checkInput } from './input/check-input.ts';
export { encodeInputs } from './input/encode.ts';
export { uploadFiles } from './files/upload.ts';
export { validateInput } from './input/validate.ts';
