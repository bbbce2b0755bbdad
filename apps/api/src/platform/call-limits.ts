import { Refusal } from '@countersign/contracts/platform';
import type { Limit } from '@countersign/services/platform';

interface Counted {
  /** Calls left at `atMs`; they come back evenly. */
  readonly left: number;
  readonly atMs: number;
}

/** What is left under one limit, as it is told to callers. */
interface Quota {
  readonly policy: string;
  readonly limit: Limit;
  readonly left: number;
}

/** The fields of a call that was counted, by name (draft-ietf-httpapi-ratelimit-headers-10), and how it is refused where it is. */
export interface CountedCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal: Refusal | null;
}

const perSecond = ({ max, windowSeconds }: Limit) => max / windowSeconds;

/** Rounded up, and not by what a sum of fractions is off. */
const wholeSeconds = (seconds: number) => Math.ceil(seconds - 1e-6);

/**
 * Counts calls by API keys, of each key and of each company, in this process alone and in memory: no call waits for a count. See
 * docs/decisions for what that means where several processes serve. The least recently counted goes when there are too many.
 */
export class CallLimits {
  private readonly counts = new Map<string, Counted>();

  constructor(
    private readonly limits: { readonly callsPerApiKey: Limit; readonly callsPerCompany: Limit },
    private readonly now: () => number = () => performance.now(),
    private readonly max = 20_000,
  ) {}

  /** Takes a call from both; from neither where one has none left, so that a key that hammers on costs its company nothing. */
  count(tenantId: string, apiKeyId: string): CountedCall {
    const { callsPerApiKey, callsPerCompany } = this.limits;
    const places = [['key', `key ${apiKeyId}`, callsPerApiKey], ['company', `company ${tenantId}`, callsPerCompany]] as const;
    const before = places.map(([policy, name, limit]): Quota => ({ policy, limit, left: this.leftOf(name, limit) }));
    const short = before.find(({ left }) => left < 1) ?? null;
    if (short) return { headers: fieldsOf(before), refusal: refusalFor(short) };
    for (const [index, [, name]] of places.entries()) this.keep(name, { left: (before[index]?.left ?? 1) - 1, atMs: this.now() });
    return { headers: fieldsOf(before.map((quota) => ({ ...quota, left: quota.left - 1 }))), refusal: null };
  }

  private leftOf(name: string, limit: Limit): number {
    const counted = this.counts.get(name);
    if (!counted) return limit.max;
    return Math.min(limit.max, counted.left + ((this.now() - counted.atMs) / 1000) * perSecond(limit));
  }

  private keep(name: string, counted: Counted): void {
    this.counts.delete(name);
    this.counts.set(name, counted);
    const [oldest] = this.counts.keys();
    if (this.counts.size > this.max && oldest !== undefined) this.counts.delete(oldest);
  }
}

function fieldsOf(quotas: readonly Quota[]): Record<string, string> {
  return {
    'ratelimit-policy': quotas.map(({ policy, limit }) => `"${policy}";q=${limit.max};w=${limit.windowSeconds}`).join(', '),
    ratelimit: quotas.map(({ policy, limit, left }) => `"${policy}";r=${Math.max(0, Math.floor(left))};t=${wholeSeconds((limit.max - left) / perSecond(limit))}`).join(', '),
  };
}

function refusalFor({ policy, limit, left }: Quota): Refusal {
  const retryAfterSeconds = Math.max(1, wholeSeconds((1 - left) / perSecond(limit)));
  const whose = policy === 'key' ? 'This API key has' : 'The API keys of this company have, together,';
  return new Refusal('rate_limited', { detail: `${whose} made as many calls as may be made in ${limit.windowSeconds} seconds. Try again in ${retryAfterSeconds} seconds with the same Idempotency-Key; nothing was done.`, retryAfterSeconds });
}
