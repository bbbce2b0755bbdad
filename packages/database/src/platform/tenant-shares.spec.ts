import { describe, expect, it } from '@jest/globals';
import { TenantShares } from './tenant-shares.js';

const sharesOf = (slots: number) => new TenantShares({ slots, share: 0.75, turnMs: 20 });

async function fill(shares: TenantShares, tenant: string): Promise<number> {
  let count = 0;
  while (await shares.enter(tenant)) count += 1;
  return count;
}

describe('the slots of a process (row:C3 row:L4)', () => {
  it('are never all of those who hold them for long: whoever comes next finds one', async () => {
    const shares = sharesOf(32);
    const taken = [await fill(shares, 'a'), await fill(shares, 'b'), await fill(shares, 'c'), await fill(shares, 'd')];
    expect(taken).toEqual([24, 6, 1, 1]);
  });

  it('are used again once they are left, by who waits for one', async () => {
    const shares = sharesOf(4);
    expect(await fill(shares, 'a')).toBe(3);
    const waits = shares.enter('a');
    shares.leave('a');
    expect(await waits).toBe(true);
    expect(await shares.enter('a')).toBe(false);
    for (let at = 0; at < 3; at += 1) shares.leave('a');
    expect(await fill(shares, 'b')).toBe(3);
  });

  it('are given to those who wait in the order in which they came, also where somebody comes just then', async () => {
    const shares = sharesOf(4);
    await fill(shares, 'a');
    const order: number[] = [];
    const waits = [1, 2].map(async (number) => {
      if (await shares.enter('a')) order.push(number);
    });
    shares.leave('a');
    const late = shares.enter('a').then((entered) => entered && order.push(3));
    shares.leave('a');
    shares.leave('a');
    await Promise.all([...waits, late]);
    expect(order).toEqual([1, 2, 3]);
  });

  it('let another tenant in while one tenant waits for more than its share', async () => {
    const shares = sharesOf(4);
    await fill(shares, 'a');
    const waits = shares.enter('a');
    expect(await shares.enter('b')).toBe(true);
    expect(await waits).toBe(false);
  });
});
