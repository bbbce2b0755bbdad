import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { KillerOrders } from './kill-at-random.js';

/** Runs the killer, in a process of its own: what it kills shares nothing with it. */
export async function runKiller(repository: string, orders: KillerOrders): Promise<void> {
  const killer = spawn(process.execPath, [join(repository, 'apps/lab/dist/app/fault-killer.js'), JSON.stringify(orders)], { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(killer, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The killer ended with code ${code}.`);
}
