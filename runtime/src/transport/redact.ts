const REDACTED = '[redacted]';

/**
 * What makes a URL a permission: the parameters of presigned S3, CloudFront, GCS and Azure URLs, plain or as JSON and HTML escape them. Their names have
 * bounds: a text of many beginnings would be gone through once for each.
 */
const SIGNED_PARAMETER =
  /((?:[?&;]|u0026|%26|%3f)(?:x-amz-[\w-]{1,40}|x-goog-[\w-]{1,40}|signature|sig|key-pair-id|policy|awsaccesskeyid|token)(?:=|%3d))[^&\s"'<>\\]*/gi;

/** Takes the given secrets and every URL signature out of a text. Redact before cutting: half a key is still no text to show. */
export function redact(text: string, secrets: readonly string[]): string {
  let safe = text.replaceAll(SIGNED_PARAMETER, `$1${REDACTED}`);
  for (const secret of secrets) {
    if (secret !== '') safe = safe.replaceAll(secret, REDACTED);
  }
  return safe;
}
