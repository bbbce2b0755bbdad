/** The killer of a fault campaign, in a process of its own: what it kills shares nothing with it. Takes its orders as JSON. */
import { killAtRandom, type KillerOrders } from '../faults/kill-at-random.js';

const [orders] = process.argv.slice(2);
if (orders === undefined) throw new Error('The killer has no orders.');
await killAtRandom(JSON.parse(orders) as KillerOrders);
