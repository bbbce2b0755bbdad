/** The load generator of the benchmark, in a process of its own. Takes its orders as JSON, and sends its result to its parent. */
import { runBench, type BenchOrders } from '../bench/load-run.js';

const [orders] = process.argv.slice(2);
if (orders === undefined) throw new Error('The load generator has no orders.');
const result = await runBench(JSON.parse(orders) as BenchOrders);
await new Promise((sent) => process.send?.(result, sent));
process.disconnect();
