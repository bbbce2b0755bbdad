import { describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { EnvironmentKms, masterKeyIdOf, masterKeysOf, type MasterKeys } from './kms.js';

const [first, second] = [randomBytes(32), randomBytes(32)];
const dataKey = randomBytes(32);
const knows = (newest: Buffer, ...others: Buffer[]) => new EnvironmentKms(() => ({ newest, others }));

describe('master keys of the environment', () => {
  it('the newest wraps and each that is known opens, so that both hold while they change (row:D1)', async () => {
    const [before, during, after] = [knows(first), knows(second, first), knows(second)];
    const old = await before.wrap('acme', dataKey);
    expect(old.masterKeyId).toBe(masterKeyIdOf(first));
    expect(await during.unwrap('acme', old)).toEqual(dataKey);
    const anew = await during.wrap('acme', dataKey);
    expect([anew.masterKeyId, during.masterKeyId]).toEqual([masterKeyIdOf(second), masterKeyIdOf(second)]);
    expect(await after.unwrap('acme', anew)).toEqual(dataKey);
    await expect(after.unwrap('acme', old)).rejects.toThrow(`the master key ${masterKeyIdOf(first)} is not known here`);
  });

  it('what was wrapped for one tenant opens for no other, nor where a bit of it is another', async () => {
    const kms = knows(first);
    const { masterKeyId, wrapped } = await kms.wrap('acme', dataKey);
    await expect(kms.unwrap('borealis', { masterKeyId, wrapped })).rejects.toThrow();
    for (const at of [0, 12, 28, wrapped.length - 1]) {
      const spoiled = Buffer.from(wrapped);
      spoiled.writeUInt8((spoiled[at] ?? 0) ^ 1, at);
      await expect(kms.unwrap('acme', { masterKeyId, wrapped: spoiled })).rejects.toThrow();
    }
  });

  it('a process that meets a master key which another was told of first looks again, and wraps by the newest from then on', async () => {
    let told: MasterKeys = { newest: first, others: [] };
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    const kms = new EnvironmentKms(() => told);
    const wrapped = await knows(second, first).wrap('acme', dataKey);
    clock.mockReturnValue(2_001);
    await expect(kms.unwrap('acme', wrapped)).rejects.toThrow('is not known here');
    told = { newest: second, others: [first] };
    clock.mockReturnValue(5_000);
    expect(await kms.unwrap('acme', wrapped)).toEqual(dataKey);
    expect(kms.masterKeyId).toBe(masterKeyIdOf(second));
    clock.mockRestore();
  });

  it('neither the id of a master key nor a wrapped key tells what it is', async () => {
    const { masterKeyId, wrapped } = await knows(first).wrap('acme', dataKey);
    expect(masterKeyId).toMatch(/^[0-9a-f]{16}$/);
    expect(wrapped.includes(dataKey)).toBe(false);
    expect(first.toString('hex')).not.toContain(masterKeyId);
  });

  it.each(['', 'c2hvcnQ', randomBytes(33).toString('base64url')])('a master key that is not 32 bytes stops the start: %j', (masterKey) => {
    expect(() => masterKeysOf({ masterKey })).toThrow('32 bytes');
    expect(() => masterKeysOf({ masterKey: first.toString('base64url'), otherMasterKeys: [masterKey] })).toThrow('32 bytes');
  });
});
