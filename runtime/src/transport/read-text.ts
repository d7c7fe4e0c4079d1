export class AnswerTooLarge extends Error {}

/** The body as text. Stops reading, and throws, after `maxBytes` of what the sender compressed: a huge answer is an error, not memory. */
export async function readText(response: Pick<Response, 'body'>, maxBytes: number): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let sizeBytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    sizeBytes += value.byteLength;
    if (sizeBytes > maxBytes) {
      reader.cancel().catch(() => {});
      throw new AnswerTooLarge(`answered with more than ${maxBytes} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
