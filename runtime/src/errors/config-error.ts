import type { ConfigErrorCode } from './codes.ts';
import { OpusError, type OpusErrorInit } from './opus-error.ts';

export const CONFIG_HINTS: { readonly [code in ConfigErrorCode]: string } = {
  MISSING_KEY: 'Set OPUS_SERVICE_KEY, or pass createOpusClient({ serviceKey }).',
  INVALID_OPTION: 'Correct the option named in the message.',
};

/** The client cannot be made as it was asked for: no key, or an option out of range. Nothing was sent. */
export class ConfigError extends OpusError {
  static override readonly className: string = 'ConfigError';
  declare readonly code: ConfigErrorCode;
  constructor(init: OpusErrorInit<ConfigErrorCode>) {
    super({ phase: 'config', ...init }, CONFIG_HINTS);
  }
}
