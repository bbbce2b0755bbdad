import { Refusal } from '@countersign/contracts/platform';
import type { DatabasePool } from '@countersign/database/platform';
import { sha256Hex } from '../platform/digest.js';
import type { Limit } from '../platform/house.js';

/**
 * A leaky bucket (the generic cell rate algorithm, ITU-T I.371): `drained_at` is when all tries so far will have leaked away.
 * There is no boundary of a window at which the count begins anew, and a refused try does not lengthen the wait.
 */
const take = {
  name: 'identity.take_try',
  text: `with limits as (select $2::int * interval '1 second' as window_length, $2::int * interval '1 second' / $3::int as one_try),
    taken as (
      insert into identity.rate_limit as kept (key, drained_at) select $1, now() + one_try from limits
      on conflict (key) do update set drained_at = greatest(kept.drained_at, now()) + (select one_try from limits)
        where greatest(kept.drained_at, now()) + (select one_try from limits) <= now() + (select window_length from limits)
      returning 1)
    select exists (select from taken) as "allowed",
      (select ceil(extract(epoch from kept.drained_at + one_try - window_length - now()))::int from identity.rate_limit kept where kept.key = $1) as "secondsLeft"
    from limits`,
};

/** Counts a try in PostgreSQL, the same for every process, and refuses when there were too many. Keys are hashed: no address is kept. */
export async function limitTries(pool: DatabasePool, what: string, who: string, limit: Limit): Promise<void> {
  const key = sha256Hex(`${what}\n${who}`);
  const { rows } = await pool.query<{ allowed: boolean; secondsLeft: number | null }>({ ...take, values: [key, limit.windowSeconds, limit.max] });
  const tried = rows[0];
  if (!tried || tried.allowed) return;
  const secondsLeft = Math.max(1, tried.secondsLeft ?? 1);
  throw new Refusal('rate_limited', { detail: `Too many tries. Try again in ${secondsLeft} seconds; nothing else is affected.`, retryAfterSeconds: secondsLeft });
}
