// What a pull cannot do without: the same requests by Node's own fetch, and their answers read. `node bare-fetch.mjs COUNT CONCURRENCY`.
const [count, concurrency] = process.argv.slice(2).map(Number);
const { OPUS_BASE_URL: baseUrl, OPUS_SERVICE_KEY: serviceKey } = process.env;
let next = 0;
await Promise.all(
  Array.from({ length: concurrency }, async () => {
    while (next < count) {
      const id = `Flow${String(next++).padStart(12, '0')}`;
      const answer = await fetch(`${baseUrl}/workflow/${id}`, { headers: { 'x-service-key': serviceKey } });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      await answer.json();
    }
  }),
);
