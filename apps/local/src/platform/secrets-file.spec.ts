import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureReceiverSecretFile, ensureSecretsFile } from './secrets-file.js';

describe('the file of secrets', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-secrets-'));
    file = join(folder, 'secrets.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is made once, for its owner only, with six different secrets of 32 bytes', () => {
    ensureSecretsFile(file);
    const secrets = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
    expect(secrets.map((secret) => Buffer.from(secret, 'base64url').length)).toEqual([32, 32, 32, 32, 32, 32]);
    expect(new Set(secrets).size).toBe(6);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  test('is never changed once it is there', () => {
    ensureSecretsFile(file);
    const before = readFileSync(file, 'utf8');
    ensureSecretsFile(file);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test.each(['', '{', '[]', '{"appPassword":"short"}', 'null'])('that holds %j is refused and kept', (text) => {
    writeFileSync(file, text);
    expect(() => ensureSecretsFile(file)).toThrow(/is not whole .*authSecret.*Put back a copy/);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('has a companion for the receiver that is a Standard Webhooks secret', () => {
    const receiver = join(folder, 'receiver-secret');
    ensureReceiverSecretFile(receiver);
    const secret = readFileSync(receiver, 'utf8').trim();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    ensureReceiverSecretFile(receiver);
    expect(readFileSync(receiver, 'utf8').trim()).toBe(secret);
  });
});
