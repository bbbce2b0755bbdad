import type { House } from '../platform/index.js';

/** So long one can look at what came of a test. */
const keptForSeconds = 7 * 24 * 3600;

/** Forgets tests of connections, and times that somebody began to connect one, once they are old. Two rounds at once do no harm. */
export class ForgetOldTestsService {
  constructor(private readonly house: House) {}

  /** Says how many were forgotten. */
  async run(olderThanSeconds = keptForSeconds): Promise<number> {
    let forgotten = 0;
    for await (const tenantId of this.house.entry.everyTenant()) {
      forgotten += await this.house.tenancy.run({ tenantId }, async (tx) => {
        await tx.connectionTokens.grants.forgetOlderThan(olderThanSeconds);
        return tx.connectionTests.forgetOlderThan(olderThanSeconds);
      });
    }
    return forgotten;
  }
}
