import { describe, expect, it } from '@jest/globals';
import { TenantShares } from './tenant-shares.js';

async function fill(shares: TenantShares, tenant: string): Promise<number> {
  let count = 0;
  while (await shares.enter(tenant)) count += 1;
  return count;
}

describe('the slots of a worker (row:C3)', () => {
  it('are never all of those whose receivers hang: whoever comes next finds one', async () => {
    const shares = new TenantShares(32);
    const taken = [await fill(shares, 'a'), await fill(shares, 'b'), await fill(shares, 'c'), await fill(shares, 'd')];
    expect(taken).toEqual([24, 6, 1, 1]);
  });

  it('are used again once they are left, by who waits for one', async () => {
    const shares = new TenantShares(4);
    expect(await fill(shares, 'a')).toBe(3);
    const waits = shares.enter('a');
    shares.leave('a');
    expect(await waits).toBe(true);
    expect(await shares.enter('a')).toBe(false);
    for (let at = 0; at < 3; at += 1) shares.leave('a');
    expect(await fill(shares, 'b')).toBe(3);
  });
});
