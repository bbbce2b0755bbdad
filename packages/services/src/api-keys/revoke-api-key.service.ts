import type { revokeApiKey } from '@countersign/contracts/api-keys';
import { Refusal } from '@countersign/contracts/platform';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { apiKeyViewOf, mayRevoke } from './view-api-key.part.js';

/** Ends a key at once: what is being changed by it is done before this answers, and nothing is done by it afterwards. */
export class RevokeApiKeyService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof revokeApiKey>) {
    const actor = actorOf(call.caller);
    const { apiKeyId } = call.input.params;
    // Changes by the key hold its member's row, and look the key up under it.
    return change(this.house, call, actor, async (tx, record, at) => {
      const row = await tx.apiKeys.find(apiKeyId);
      if (!row || !mayRevoke(row, actor)) throw new Refusal('not_found');
      if (!(await tx.apiKeys.revoke(apiKeyId, at, actor.memberId))) throw new Refusal('api_key_revoked');
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'api_key', id: apiKeyId, label: row.name }, after: { memberId: row.member.memberId } });
      return apiKeyViewOf({ ...row, revokedAt: at }, actor, at);
    }, { first: (tx) => tx.apiKeys.lockOwner(apiKeyId) });
  }
}
