import { apiKeyDaysDefault, type createApiKey } from '@countersign/contracts/api-keys';
import { currentApiVersion, Refusal } from '@countersign/contracts/platform';
import type { Tx } from '@countersign/database/platform';
import { actorOf, change, newId, permissionDenied, type Call, type House } from '../platform/index.js';
import { hashOfKey, hintOf, newApiKeyText } from './read-api-key.part.js';
import { apiKeyViewOf } from './view-api-key.part.js';

const dayMs = 24 * 3600 * 1000;
/** Neither revoked nor expired, of one member. */
const openMax = 50;

/** Makes a key that acts as the member who makes it. */
export class CreateApiKeyService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof createApiKey>) {
    const actor = actorOf(call.caller);
    const { expiresInDays = apiKeyDaysDefault } = call.input.body;
    const name = call.input.body.name.trim();
    const scopes = [...new Set(call.input.body.scopes)].sort();
    // Whoever makes many at once waits for themselves: how many there are is a question about all of them.
    const first = (tx: Tx) => tx.members.lockForRoles(actor.memberId);
    return change(this.house, call, actor, async (tx, record, at) => {
      const missing = scopes.find((scope) => !actor.permissions.includes(scope));
      if (missing) throw permissionDenied(missing);
      if ((await tx.apiKeys.countOpen(actor.memberId, at)) >= openMax) throw new Refusal('api_keys_full', { detail: `You have ${openMax} that are neither revoked nor expired. Revoke some first.` });
      const id = newId();
      const secret = newApiKeyText();
      const expiresAt = new Date(at.getTime() + expiresInDays * dayMs);
      await tx.apiKeys.insert({ id, memberId: actor.memberId, name, scopes, hint: hintOf(secret), apiVersion: currentApiVersion, createdAt: at, expiresAt });
      await tx.entry.addApiKeyHash(hashOfKey(secret), id);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'api_key', id, label: name }, after: { memberId: actor.memberId, scopes, expiresAt: expiresAt.toISOString() } });
      const row = await tx.apiKeys.find(id);
      if (!row) throw new Error('the key was made just now');
      return { ...apiKeyViewOf(row, actor, at), secret };
    }, { first });
  }
}
