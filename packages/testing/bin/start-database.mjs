/**
 * One real PostgreSQL for all test files: migrated once into a template that each file copies.
 * Runs the built packages, so build first (`npm test` does).
 */
import { startPostgres } from '@countersign/postgres';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const migrate = fileURLToPath(new URL('../../database/dist/app/migrate-command.js', import.meta.url));

export default async function startDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'));
  const secretsFile = join(folder, 'secrets.json');
  const names = ['appPassword', 'workerPassword', 'opsPassword', 'identityPassword', 'authSecret', 'masterKey'];
  const secrets = JSON.stringify(Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')])));
  writeFileSync(secretsFile, secrets, { mode: 0o600 });
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), durability: 'none', log: () => undefined, settings: { max_connections: '200' } });
  const adminUrl = new URL(server.adminUrl);
  adminUrl.pathname = '/countersign_template';
  const migrated = spawnSync(process.execPath, [migrate], { env: { ...process.env, DATABASE_ADMIN_URL: adminUrl.toString(), SECRETS_FILE: secretsFile }, encoding: 'utf8' });
  if (migrated.status !== 0) {
    await server.stop();
    throw new Error(`The test database could not be made: ${migrated.stderr}`);
  }
  process.env.COUNTERSIGN_TEST_ADMIN_URL = adminUrl.toString();
  process.env.COUNTERSIGN_TEST_SECRETS = secrets;
  globalThis.countersignTestDatabase = {
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
