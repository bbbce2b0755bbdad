import { expect, it } from '@jest/globals';
import { keepPace } from './pace.js';

it('does all of it, no more at once than there are lanes, and counts from when each was due: one stall is paid for by those behind it', async () => {
  let underWay = 0;
  let most = 0;
  let done = 0;
  const stallMs = 60;
  const latenciesMs = await keepPace({ perSecond: 1000, count: 20, lanes: 2 }, async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    done += 1;
    if (done <= 2) await new Promise((resolve) => setTimeout(resolve, stallMs));
    underWay -= 1;
  });
  expect([done, most, latenciesMs.length]).toEqual([20, 2, 20]);
  // Both lanes stalled at the start: the third was due after 2 ms, and had to wait for one of them.
  expect(latenciesMs.filter((latencyMs) => latencyMs > stallMs / 2).length).toBeGreaterThan(2);
});
