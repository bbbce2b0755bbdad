import { PgBoss } from 'pg-boss';

/** Jobs a second that pg-boss hands out and completes by itself: the same queue settings as effects, a handler that does nothing, as many at once. */
export async function measureJobFloor(adminUrl: string, { count, atOnce }: { readonly count: number; readonly atOnce: number }): Promise<number> {
  const boss = new PgBoss({ connectionString: adminUrl, max: 4, migrate: false, createSchema: false, superviseIntervalSeconds: 1, monitorIntervalSeconds: 1, queueCacheIntervalSeconds: 1, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    const queue = `floor-${count}`;
    await boss.createQueue(queue, { policy: 'standard', retryLimit: 1000, expireInSeconds: 60, heartbeatSeconds: 10 });
    for (let left = count; left > 0; left -= 1000) await boss.insert(queue, Array.from({ length: Math.min(left, 1000) }, (_, index) => ({ data: { effectId: `${left}-${index}` } })));
    let done = 0;
    const startedMs = performance.now();
    await new Promise<void>((resolve) => {
      void boss.work(queue, { pollingIntervalSeconds: 0.5, burstWhenReadyExceeds: atOnce, localConcurrency: atOnce, batchSize: 1 }, () => {
        done += 1;
        if (done >= count) resolve();
        return Promise.resolve();
      });
    });
    return (1000 * count) / (performance.now() - startedMs);
  } finally {
    await boss.stop({ graceful: false });
  }
}
