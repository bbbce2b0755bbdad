import { describeError } from '@countersign/services/platform';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { buildHouse } from './build-house.js';
import { createApi } from './create-api.js';
import { readSettings } from './settings.js';

const log = pino({ name: 'api', serializers: { err: describeError }, redact: ['req.headers.cookie', 'req.headers.authorization'] });
const webRoot = fileURLToPath(new URL('../../../web/dist', import.meta.url));

try {
  const settings = readSettings(process.env, webRoot);
  const built = await buildHouse(settings);
  const app = await createApi(settings, built, log);
  await app.listen(settings.port, settings.host);
  const stop = async () => {
    await app.close();
    await built.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  // Started by a supervisor: without it, nobody would end us.
  process.once('disconnect', () => void stop());
  process.send?.({ ready: true, port: settings.port });
} catch (error) {
  // Before the first call there is no content of anybody's in a message.
  log.fatal({ err: error, problem: error instanceof Error ? error.message : null }, 'the API does not start');
  process.exit(1);
}
