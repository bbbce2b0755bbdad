import type { House } from '../platform/index.js';

/** So long a call that is sent again is answered as it was the first time. */
const keptForSeconds = 7 * 24 * 3600;

/** Forgets which calls were carried out under which key, once they are old. Two rounds at once do no harm. */
export class ForgetOldKeysService {
  constructor(private readonly house: House) {}

  /** Says how many were forgotten. */
  async run(olderThanSeconds = keptForSeconds): Promise<number> {
    let forgotten = 0;
    for await (const tenantId of this.house.entry.everyTenant()) {
      forgotten += await this.house.tenancy.run({ tenantId }, (tx) => tx.idempotency.forgetOlderThan(olderThanSeconds));
    }
    return forgotten;
  }
}
