import type { listAuditEntries } from '@countersign/contracts/audit';
import { actorOf, type Call, type House } from '../platform/index.js';
import { findAuditEntries } from './find-audit-entries.part.js';

/** Lists the audit from the very bytes that are hashed. */
export class ListAuditEntriesService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listAuditEntries>) {
    return this.house.tenancy.read(actorOf(call.caller), (tx) => findAuditEntries(tx, call.input.query, this.house.now()));
  }
}
