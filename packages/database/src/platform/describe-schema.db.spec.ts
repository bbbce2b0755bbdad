import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '@countersign/testing';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describeSchema } from './describe-schema.js';

const file = join(__dirname, '../../schema.sql');
let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await openTestDatabase();
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

it('schema.sql says what the migrations lead to; run "npm run schema:write" after a migration and read the difference', async () => {
  const described = await describeSchema(admin);
  if (process.env.WRITE_SCHEMA === '1') writeFileSync(file, described);
  expect(described).toBe(readFileSync(file, 'utf8'));
});

it('a changed policy changes the description', async () => {
  const before = await describeSchema(admin);
  await admin.query('alter policy tenant_isolation on app.requests using (true)');
  expect(await describeSchema(admin)).not.toBe(before);
});
