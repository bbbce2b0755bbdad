import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAuditKey, addMasterKey, ensureReceiverSecretFile, ensureSecretsFile, forgetOtherAuditKeys, forgetOtherMasterKeys } from './secrets-file.js';

describe('the file of secrets', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-secrets-'));
    file = join(folder, 'secrets.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is made once, for its owner only, with seven different secrets of 32 bytes', () => {
    ensureSecretsFile(file);
    const secrets = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
    expect(secrets.map((secret) => Buffer.from(secret, 'base64url').length)).toEqual([32, 32, 32, 32, 32, 32, 32]);
    expect(new Set(secrets).size).toBe(7);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  test('is never changed once it is there', () => {
    ensureSecretsFile(file);
    const before = readFileSync(file, 'utf8');
    ensureSecretsFile(file);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('of an earlier release is given what that did not need, and keeps the rest as it was', () => {
    ensureSecretsFile(file);
    const { auditKey: _, ...earlier } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...earlier, otherMasterKeys: ['kept'] }));
    ensureSecretsFile(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...earlier, otherMasterKeys: ['kept'], auditKey: expect.stringMatching(/^[\w-]{43}$/) });
    for (const damaged of [{ ...earlier, auditKey: 'short' }, { ...earlier, masterKey: undefined }]) {
      const text = JSON.stringify(damaged);
      writeFileSync(file, text);
      expect(() => ensureSecretsFile(file)).toThrow('is not whole');
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  });

  test('is given a new key for the audit with those before it beside it, the newest first, and loses them only when that is asked for (row:E2)', () => {
    ensureSecretsFile(file);
    const read = () => JSON.parse(readFileSync(file, 'utf8')) as { auditKey: string; otherAuditKeys?: string[] };
    const first = read();
    addAuditKey(file);
    const second = read();
    expect(second).toEqual({ ...first, auditKey: expect.stringMatching(/^[\w-]{43}$/), otherAuditKeys: [first.auditKey] });
    addAuditKey(file);
    expect(read().otherAuditKeys).toEqual([second.auditKey, first.auditKey]);
    const { auditKey } = read();
    expect(forgetOtherAuditKeys(file)).toBe(2);
    expect(read()).toEqual({ ...first, auditKey });
  });

  test.each(['', '{', '[]', '{"appPassword":"short"}', 'null'])('that holds %j is refused and kept', (text) => {
    writeFileSync(file, text);
    expect(() => ensureSecretsFile(file)).toThrow(/is not whole .*authSecret.*Put back a copy/);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('is given a new master key with those before it beside it, the newest first, and loses them only when that is asked for (row:D1)', () => {
    ensureSecretsFile(file);
    const read = () => JSON.parse(readFileSync(file, 'utf8')) as { masterKey: string; otherMasterKeys?: string[] };
    const first = read();
    addMasterKey(file);
    const second = read();
    expect(second).toEqual({ ...first, masterKey: expect.stringMatching(/^[\w-]{43}$/), otherMasterKeys: [first.masterKey] });
    expect(second.masterKey).not.toBe(first.masterKey);
    addMasterKey(file);
    expect(read().otherMasterKeys).toEqual([second.masterKey, first.masterKey]);
    const { masterKey } = read();
    expect(forgetOtherMasterKeys(file)).toBe(2);
    expect(read()).toEqual({ ...first, masterKey });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  test.each(['', '{"masterKey":"short"}'])('that holds %j is given no master key, and kept', (text) => {
    writeFileSync(file, text);
    expect(() => addMasterKey(file)).toThrow('not whole');
    expect(() => forgetOtherMasterKeys(file)).toThrow('not whole');
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
