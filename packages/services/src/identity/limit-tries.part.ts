import { Refusal } from '@countersign/contracts/platform';
import type { DatabasePool } from '@countersign/database/platform';
import { sha256Hex } from '../platform/digest.js';
import type { Limit } from '../platform/house.js';

const count = {
  name: 'identity.count_try',
  text: `insert into identity.rate_limit (key, window_start, count) values ($1, to_timestamp(floor(extract(epoch from now()) / $2::int) * $2::int), 1)
         on conflict (key, window_start) do update set count = identity.rate_limit.count + 1
         returning count, ceil(extract(epoch from window_start) + $2::int - extract(epoch from now()))::int as "secondsLeft"`,
};
const forget = { name: 'identity.forget_tries', text: "delete from identity.rate_limit where window_start < now() - interval '1 day'" };
const forgetShare = 1 / 200;

/** Counts a try in PostgreSQL, the same for every process, and refuses when there were too many. Keys are hashed: no address is kept. */
export async function limitTries(pool: DatabasePool, what: string, who: string, limit: Limit): Promise<void> {
  const key = sha256Hex(`${what}\n${who}`);
  const { rows } = await pool.query<{ count: number; secondsLeft: number }>({ ...count, values: [key, limit.windowSeconds] });
  if (Math.random() < forgetShare) await pool.query(forget);
  const tries = rows[0];
  if (!tries || tries.count <= limit.max) return;
  throw new Refusal('rate_limited', { detail: `Too many tries. Try again in ${tries.secondsLeft} seconds; nothing else is affected.`, retryAfterSeconds: Math.max(1, tries.secondsLeft) });
}
