import type { AuditKeyRow } from '@countersign/database/audit';
import { Record, type House } from '../platform/index.js';
import type { AuditSigner } from './audit-signer.part.js';
import { vkeyOf } from './signed-note.part.js';

export interface AuditKeysRotated {
  tenants: number;
  /** Companies whose log an entry of now says the new key of. */
  announced: number;
  /** Companies whose newest checkpoints are still signed by another key: the sequencer hands over with the next one. */
  waiting: number;
}

/**
 * Has the newest key of the file of secrets sign for every company. The change is an entry of the company's own audit, and the first checkpoint over that is signed by both keys: whoever trusts
 * the old one so learns of the new. Stopped anywhere, it is run again.
 */
export class AuditKeyRotation {
  constructor(
    private readonly house: Pick<House, 'entry' | 'now' | 'tenancy'>,
    private readonly signer: AuditSigner,
  ) {}

  async run(): Promise<AuditKeysRotated> {
    const done = { tenants: 0, announced: 0, waiting: 0 };
    for await (const tenantId of this.house.entry.everyTenant()) {
      done.tenants += 1;
      const became = await this.rotate(tenantId);
      if (became === 'announced') done.announced += 1;
      if (became !== 'signs') done.waiting += 1;
    }
    return done;
  }

  private async rotate(tenantId: string): Promise<'signs' | 'waits' | 'announced'> {
    const { publicKey } = this.signer.newest;
    const newest = (await this.house.tenancy.read({ tenantId }, (tx) => tx.auditLog.listKeys())).at(-1);
    // A company without a log begins with the newest key.
    if (!newest || (newest.publicKey.equals(publicKey) && newest.handover !== null)) return 'signs';
    if (newest.handover === null) return 'waits';
    return this.house.tenancy.run({ tenantId }, async (tx) => {
      const audit = entryOf({ tenantId, before: newest, after: publicKey, at: this.house.now() });
      if (!(await tx.auditLog.announceKey(publicKey, audit.id))) return 'waits';
      tx.conclude({ audit: [audit] });
      return 'announced';
    });
  }
}

function entryOf({ tenantId, before, after, at }: { readonly tenantId: string; readonly before: AuditKeyRow; readonly after: Buffer; readonly at: Date }): { readonly id: string; readonly canonical: string } {
  const record = new Record({ tenantId, actor: { kind: 'job', name: 'key rotation' }, channel: 'job', traceId: null, causeId: null, at });
  record.act({ action: 'audit_key.rotated', subject: { kind: 'tenant', id: tenantId, label: `audit key ${before.number + 1}` }, before: { vkey: vkeyOf(tenantId, before.publicKey) }, after: { vkey: vkeyOf(tenantId, after) } });
  const [entry] = record.audit;
  if (!entry) throw new Error('an act leaves an entry');
  return entry;
}
