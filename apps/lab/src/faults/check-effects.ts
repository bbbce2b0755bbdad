import pg from 'pg';
import type { Invariant } from './check-invariants.js';
import type { EffectReceiver } from './effect-receivers.js';

interface KeptEffect {
  readonly id: string;
  readonly kind: string;
  readonly requestId: string;
  readonly state: string;
  readonly attempts: number;
  /** How often the audit says that it ended. */
  readonly ends: number;
}

export interface EffectsOf {
  readonly kind: EffectReceiver['kind'];
  readonly wanted: number;
  readonly succeeded: number;
  readonly unknown: number;
  readonly failed: number;
  readonly parked: number;
  readonly attempts: number;
  readonly acts: number;
  /** Calls that were treated badly. */
  readonly treatedBadly: number;
}

const ended = new Set(['succeeded', 'failed', 'unknown', 'parked']);
const keptText = `
  select e.id, e.kind, e.request_id as "requestId", e.state, e.attempts, coalesce(x.ends, 0)::int as ends
    from app.effects e
    left join (select a.tenant_id, convert_from(a.canonical, 'UTF8')::jsonb#>>'{after,effectId}' as effect_id, count(*) as ends from app.audit_entries a
                where a.action in ('effect.succeeded', 'effect.failed', 'effect.unknown', 'effect.parked') group by 1, 2) x on x.tenant_id = e.tenant_id and x.effect_id = e.id::text
   where e.tenant_id = (select tenant_id from app.requests where id = $1) and e.request_id <> $1`;

/** Holds what the product says of its effects against what their receiver did, by its own account. */
export async function checkEffects(adminUrl: string, exampleRequestId: string, of: EffectReceiver): Promise<{ readonly counts: EffectsOf; readonly invariants: readonly Invariant[] }> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query<KeptEffect>(keptText, [exampleRequestId]);
  await client.end();
  const { receiver, kind } = of;
  const keyOf = (effect: KeptEffect) => `${kind === 'webhook' ? 'msg' : 'eff'}_${effect.id}`;
  const acts = new Map<string, number>();
  for (const { key } of receiver.acts) if (key !== null) acts.set(key, (acts.get(key) ?? 0) + 1);
  const keysOf = new Map<string, Set<string>>();
  for (const { subject, key } of receiver.calls) if (subject !== null && key !== null) keysOf.set(subject, (keysOf.get(subject) ?? new Set()).add(key));
  const lied = new Set(receiver.calls.filter(({ met }) => met === 'lies').map(({ key }) => key));
  // Sent elsewhere while in doubt, nobody knows: that answer says nothing of the call before.
  const sentElsewhere = new Set(receiver.calls.filter(({ met }) => met === 'redirects').map(({ key }) => key));
  const acted = (effect: KeptEffect) => acts.get(keyOf(effect)) ?? 0;
  const name = (effect: KeptEffect) => `${keyOf(effect)}, ${effect.state} after ${effect.attempts} attempts, done ${acted(effect)} times`;
  const hold = (promise: string, looked: readonly KeptEffect[], isBroken: (effect: KeptEffect) => boolean): Invariant => ({ promise, looked: looked.length, breaches: looked.filter(isBroken).map(name) });
  const inState = (...states: string[]) => rows.filter(({ state }) => states.includes(state));
  const invariants: Invariant[] = [
    hold(`${kind}: every effect has come to an end`, rows, ({ state }) => !ended.has(state)),
    hold(`${kind}: nothing was done twice`, rows, (effect) => acted(effect) > 1),
    hold(`${kind}: an effect is sent under one key only`, rows, (effect) => (keysOf.get(effect.requestId)?.size ?? 0) > 1),
    hold(`${kind}: what succeeded was done, or the receiver lied`, inState('succeeded'), (effect) => acted(effect) === 0 && !lied.has(keyOf(effect))),
    hold(`${kind}: what failed for good was not done`, inState('failed'), (effect) => acted(effect) > 0),
    hold(`${kind}: an effect ends once, by the audit`, rows, ({ ends }) => ends !== 1),
    ...(kind === 'neither' ? [] : [hold(`${kind}: nothing is unknown where the receiver honours keys or can be asked, and does not send elsewhere`, rows, (effect) => effect.state === 'unknown' && !sentElsewhere.has(keyOf(effect)))]),
  ];
  const count = (state: string) => inState(state).length;
  return {
    counts: { kind, wanted: rows.length, succeeded: count('succeeded'), unknown: count('unknown'), failed: count('failed'), parked: count('parked'), attempts: rows.reduce((sum, { attempts }) => sum + attempts, 0), acts: receiver.acts.filter(({ subject }) => subject !== exampleRequestId).length, treatedBadly: receiver.calls.filter(({ met }) => met !== 'answers' && met !== 'answers late' && met !== null).length },
    invariants,
  };
}
