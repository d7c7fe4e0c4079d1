import { createOpusClient, type OpusClient } from './client.ts';
import { environment } from './environment.ts';

let made: { readonly key: string | undefined; readonly url: string | undefined; readonly client: OpusClient } | undefined;

/** The client of the environment, made when it is first needed and again when the environment changed. @throws {ConfigError} */
export function defaultClient(): OpusClient {
  const [key, url] = [environment('OPUS_SERVICE_KEY'), environment('OPUS_BASE_URL')];
  if (made === undefined || made.key !== key || made.url !== url) made = { key, url, client: createOpusClient() };
  return made.client;
}
