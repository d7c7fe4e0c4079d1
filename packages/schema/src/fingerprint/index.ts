export { normalForm, type NormalType, type NormalValue, type NormalVariable } from './normal-form.ts';
export { canonicalForm } from './canonical-form.ts';
export { fingerprint } from './fingerprint.ts';
