/** A worker's reading of a record set in a process of its own, for tests that kill it. What it needs stands in READING, as JSON. */
import { openTestWorker } from '../dist/test-worker.js';

const { url, secrets, filesFolder, allowedWebhookHosts, job } = JSON.parse(process.env.READING ?? '');
const worker = await openTestWorker({ urlFor: () => url, secrets, filesFolder }, { allowedWebhookHosts });
await worker.runReading(job);
await worker.close();
