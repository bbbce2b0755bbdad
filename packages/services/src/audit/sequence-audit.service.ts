import { randomUUID } from 'node:crypto';
import type { House } from '../platform/index.js';
import type { AuditSigner } from './audit-signer.part.js';
import { checkpointEveryMs, heartbeatMs, sequenceStep } from './sequence-tenant.part.js';

/** So long nobody else takes over from a sequencer that says nothing. */
const leaseMsDefault = 4_000;
/** Companies whose entries are taken at the same time. */
const atOnce = 3;

export interface SequencerOptions {
  readonly leaseMs?: number;
  /** What happened while a company was looked at; the others go on. */
  readonly onProblem?: (error: unknown, tenantId: string) => void;
}

/** What a round came to. */
export interface Sequenced {
  /** False where another sequencer holds the place: nothing was looked at. */
  readonly held: boolean;
  readonly entries: number;
  readonly checkpoints: number;
  /** For how long the oldest entry that could be seen and was in no log had waited when the round began; 0 where there was none. */
  readonly lagMs: number;
}

/**
 * Takes the audit entries of all companies into their logs, in the order in which they became visible, and signs checkpoints over them. One at a time holds the place; one that was
 * replaced while it was held up writes nothing any more, and stopped anywhere, everything it did not commit is done by the next.
 */
export class SequenceAuditService {
  private readonly holder = randomUUID();
  private readonly leaseMs: number;
  private readonly onProblem: (error: unknown, tenantId: string) => void;
  private lagMs = 0;
  private heldAtMs = -Infinity;

  constructor(
    private readonly house: Pick<House, 'entry' | 'tenancy'>,
    private readonly signer: AuditSigner,
    { leaseMs = leaseMsDefault, onProblem = () => undefined }: SequencerOptions = {},
  ) {
    this.leaseMs = leaseMs;
    this.onProblem = onProblem;
  }

  async run(): Promise<Sequenced> {
    const term = await this.hold();
    if (term === null) return { held: false, entries: 0, checkpoints: 0, lagMs: 0 };
    const found = await this.house.entry.listUnsequenced(checkpointEveryMs, heartbeatMs);
    this.lagMs = Math.max(0, ...found.map(({ waitingMs }) => waitingMs ?? 0));
    const due = found.filter(({ isDue }) => isDue).map(({ tenantId }) => tenantId);
    const done = { held: true, entries: 0, checkpoints: 0, lagMs: this.lagMs };
    const takeNext = async (): Promise<void> => {
      for (let tenantId = due.pop(); tenantId !== undefined; tenantId = due.pop()) {
        try {
          for await (const { appended, checkpoints, isKeyMissing } of this.sequence(term, tenantId)) {
            if (isKeyMissing) this.onProblem(new Error('the private key that the next checkpoint of the audit has to be signed with is not in the file of secrets'), tenantId);
            done.entries += appended;
            done.checkpoints += checkpoints;
          }
        } catch (error) {
          if (!lostRace(error)) this.onProblem(error, tenantId);
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, takeNext));
    return done;
  }

  /** Whoever takes over need not wait for the lease to end. */
  release(): Promise<void> {
    return this.house.entry.releaseSequencer(this.holder);
  }

  private async *sequence(term: string, tenantId: string) {
    for (let target: Parameters<typeof sequenceStep>[3] = null; ; ) {
      // What takes longer than the lease may be taken over meanwhile; that is noticed by the write.
      if (performance.now() - this.heldAtMs > this.leaseMs / 3) await this.hold();
      const step = await this.house.tenancy.run({ tenantId }, (tx) => sequenceStep(tx, term, this.signer, target));
      yield step;
      if (step.isLast) return;
      ({ target } = step);
    }
  }

  private async hold(): Promise<string | null> {
    const askedAtMs = performance.now();
    const term = await this.house.entry.holdSequencer(this.holder, this.leaseMs, Math.min(this.lagMs, 2 ** 31 - 1));
    if (term !== null) this.heldAtMs = askedAtMs;
    return term;
  }
}

/** Somebody was quicker, or has taken over: the next round looks anew. */
const lostRace = (error: unknown) => error instanceof Error && /^(23505|40001|40P01)$/.test(String((error as { readonly code?: unknown }).code));
