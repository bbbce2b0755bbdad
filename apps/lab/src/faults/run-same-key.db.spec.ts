import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { runSameKey, sameKeyFaults } from './run-same-key.js';

const repository = resolve(__dirname, '../../../..');

describe('a change that is sent a hundred times at once under one key', () => {
  it('is carried out once, and every call has its answer, whichever process it came to (row:D4)', async () => {
    const plan = { keys: 10, callsEach: 100, width: 2, password: randomBytes(12).toString('base64url') };
    const result = await runSameKey(repository, plan, () => undefined);
    expect(sameKeyFaults(plan, result)).toEqual([]);
    expect(sameKeyFaults(plan, { ...result, recorded: 11, differing: ['a key'] })).toEqual(['1 keys were answered in more than one way.', '10 keys, and 11 requests recorded.']);
  }, 180_000);
});
