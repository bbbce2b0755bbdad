/**
 * One real PostgreSQL for all test files: migrated once into a template that each file copies.
 * When they end, every statement that the application sent is held against the rule of the tenant.
 * What has changed is built before: the migrations run from there, and so does the API that specs call. Where somebody has
 * started a server already, for many runs, that one serves.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

import { buildWorkspaces } from '@countersign/tooling/build-workspaces';

const migrate = fileURLToPath(new URL('../../database/dist/app/migrate-command.js', import.meta.url));

export default async function startDatabase() {
  const { ok, output } = await buildWorkspaces();
  if (!ok) throw new Error(`What is tested could not be built: ${output}`);
  if (process.env.COUNTERSIGN_TEST_ADMIN_URL !== undefined) return;
  const { startPostgres } = await import('@countersign/postgres');
  const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'));
  const secretsFile = join(folder, 'secrets.json');
  const names = ['appPassword', 'workerPassword', 'opsPassword', 'identityPassword', 'authSecret', 'masterKey', 'auditKey'];
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
  const statementsFile = join(folder, 'statements.jsonl');
  process.env.COUNTERSIGN_TEST_STATEMENTS = statementsFile;
  const pooler = process.env.COUNTERSIGN_TEST_POOLER !== undefined ? await (await import('./start-pgbouncer.mjs')).startPgBouncer({ folder, serverPort: Number(adminUrl.port), secrets: JSON.parse(secrets) }) : null;
  if (pooler) process.env.COUNTERSIGN_TEST_POOLER_PORT = String(pooler.port);
  globalThis.countersignTestDatabase = {
    async stop() {
      await pooler?.stop();
      const faults = await judgeStatements(adminUrl.toString(), statementsFile);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
      if (faults.length > 0) throw new Error(`Statements that the tests saw break the rule of the tenant:\n${faults.join('\n')}`);
    },
  };
}

/** R09: everything that the application sent while the tests ran, from all their processes. */
async function judgeStatements(adminUrl, file) {
  if (!existsSync(file)) return [];
  const sent = [...new Set(readFileSync(file, 'utf8').split('\n'))].filter((line) => line !== '').map((line) => JSON.parse(line));
  const { sentFaults } = await import('../dist/judge-statements.js');
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await sentFaults({ look: async (sql, values = []) => (await client.query(sql, [...values])).rows }, sent);
  } catch (error) {
    return [`They could not be judged: ${error}`];
  } finally {
    await client.end();
  }
}
