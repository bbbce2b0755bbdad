import { readFileSync } from 'node:fs';
import type { Secrets } from '../platform/connection.js';
import { migrate } from '../platform/migrate.js';

const adminUrl = process.env.DATABASE_ADMIN_URL;
const secretsFile = process.env.SECRETS_FILE;
if (!adminUrl || !secretsFile) {
  console.error('Set DATABASE_ADMIN_URL to the server as its administrator, and SECRETS_FILE to the file with the passwords.');
  process.exit(2);
}
try {
  await migrate(adminUrl, JSON.parse(readFileSync(secretsFile, 'utf8')) as Secrets);
} catch (error) {
  console.error(`The database could not be brought up to date: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
