import type { ToldAct } from '@countersign/database/audit';
import type { Receipt } from '@countersign/contracts/platform';
import { canonicalJson, leafOf } from './digest.js';
import { newId } from './ids.js';

export type AuditActor =
  | { readonly kind: 'member'; readonly memberId: string; readonly userId: string; readonly sessionId: string }
  | { readonly kind: 'member'; readonly memberId: string; readonly userId: string; readonly apiKeyId: string }
  | { readonly kind: 'job' | 'system' | 'anonymous'; readonly name: string };

/** Where an act comes from; the same for every entry of one change. */
export interface Origin {
  readonly tenantId: string;
  readonly actor: AuditActor;
  readonly channel: 'screen' | 'api' | 'job';
  readonly traceId: string | null;
  readonly causeId: string | null;
  readonly at: Date;
}

/** What was done, for the audit. Values that are secret or personal stay out: ids say who and what. */
export interface Act {
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string; readonly label: string };
  readonly reason?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly causeId?: string;
}

/** Collects what a change leaves behind besides its rows: audit entries, usage, jobs, who is told. */
export class Record {
  readonly audit: { id: string; canonical: string }[] = [];
  readonly usage: { meter: string; subjectId: string; quantity: string; at: string }[] = [];
  readonly jobs: { queue: string; data: { [key: string]: string }; delayMs: number }[] = [];
  readonly told: ToldAct[] = [];
  private first: Receipt | null = null;

  constructor(private readonly origin: Origin) {}

  /** Adds an audit entry; the receipt lets its holder prove later that it was recorded. */
  act(act: Act): Receipt {
    const { tenantId, actor, channel, traceId, causeId, at } = this.origin;
    const id = newId();
    const canonical = canonicalJson({
      v: '1',
      id,
      tenant: tenantId,
      at: at.toISOString(),
      actor,
      channel,
      traceId,
      cause: act.causeId ?? causeId,
      action: act.action,
      subject: act.subject,
      reason: act.reason ?? null,
      before: numbersAsText(act.before ?? null),
      after: numbersAsText(act.after ?? null),
    });
    this.audit.push({ id, canonical });
    const receipt = { entryId: id, leaf: leafOf(canonical) };
    this.first ??= receipt;
    return receipt;
  }

  /** Tells members of an act, if and only if this change commits. */
  tell(act: Omit<ToldAct, 'at'>): void {
    this.told.push({ ...act, at: this.origin.at.toISOString() });
  }

  /** One billable fact. */
  use(meter: string, subjectId: string): void {
    this.usage.push({ meter, subjectId, quantity: '1', at: this.origin.at.toISOString() });
  }

  /** A job that exists if, and only if, this change commits. It carries ids only. */
  enqueue(queue: 'audit-streams' | 'compensations' | 'connection-grants' | 'connection-tests' | 'effect-repairs' | 'effects' | 'inbound-messages' | 'memberships' | 'outside-records' | 'profiles' | 'record-readings' | 'record-repairs' | 'run-migrations' | 'timers' | 'webhook-endpoints' | 'webhook-replays', data: { [key: string]: string }, delayMs = 0): void {
    this.jobs.push({ queue, data, delayMs });
  }

  get receipt(): Receipt {
    if (!this.first) throw new Error('a change that leaves no audit entry did not happen');
    return this.first;
  }
}

/** Numbers go into hashed bytes as text: other readers must not have to print them as we do. */
function numbersAsText(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(numbersAsText);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, numbersAsText(child)]));
  return value;
}
