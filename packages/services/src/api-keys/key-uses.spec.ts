import { describe, expect, it } from '@jest/globals';
import type { Tx } from '@countersign/database/platform';
import { KeyUses } from './key-uses.part.js';

const minuteMs = 60_000;

function noted() {
  const written: [string, string[], number][] = [];
  const clock = { now: 1_000_000_000 };
  const run = <T>({ tenantId }: { readonly tenantId: string }, work: (tx: Tx) => Promise<T>) => work({ apiKeys: { noteUses: async (ids: readonly string[], at: Date) => void written.push([tenantId, [...ids], at.getTime()]) } } as unknown as Tx);
  return { written, clock, uses: new KeyUses({ run }, () => clock.now) };
}

describe('uses of API keys', () => {
  it('are written together by company, and not on every call: each key at most once in five minutes (row:F3)', async () => {
    const { written, clock, uses } = noted();
    for (let call = 0; call < 100; call += 1) for (const [tenant, key] of [['a', '1'], ['a', '2'], ['b', '3']] as const) uses.note(tenant, key);
    await uses.write();
    expect(written).toEqual([['a', ['1', '2'], clock.now], ['b', ['3'], clock.now]]);
    clock.now += 4 * minuteMs;
    uses.note('a', '1');
    await uses.write();
    expect(written).toHaveLength(2);
    clock.now += minuteMs;
    uses.note('a', '1');
    await uses.write();
    expect(written.at(-1)).toEqual(['a', ['1'], clock.now]);
  });

  it('refuse no call when they cannot be written', async () => {
    const uses = new KeyUses({ run: () => Promise.reject(new Error('no connection')) });
    uses.note('a', '1');
    await expect(uses.write()).resolves.toBeUndefined();
  });
});
