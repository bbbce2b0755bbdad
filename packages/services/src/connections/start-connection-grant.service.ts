import { Refusal } from '@countersign/contracts/platform';
import type { startConnectionGrant } from '@countersign/contracts/connections';
import { randomBytes } from 'node:crypto';
import { actorOf, change, newId, sessionOf, type Call, type House } from '../platform/index.js';
import { isGrantedAuth } from './access-token.part.js';
import { challengeOf, placeOfVerifier, redirectUriOf, stateHashOf } from './grant.part.js';

const validForMs = 10 * 60_000;

/** Says where to send a browser so that somebody allows us what the connection asks for (RFC 6749, section 4.1.1; RFC 7636, section 4.3). What comes back is good in this session only. */
export class StartConnectionGrantService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof startConnectionGrant>) {
    const { connectionId } = call.input.params;
    const actor = actorOf(call.caller);
    const { sessionId, apiKey } = sessionOf(call.caller);
    if (apiKey) throw new Refusal('permission_denied', { detail: 'Somebody has to allow it in a browser: an API key cannot. Do this signed in; nothing was begun.' });
    return change(this.house, call, actor, async (tx, record, at) => {
      const connection = await tx.connections.lock(connectionId);
      if (!connection) throw new Refusal('not_found');
      const { auth } = connection.settings;
      if (!isGrantedAuth(auth)) throw new Refusal('grant_not_used', { detail: 'It says in another way who calls. Nothing was begun.' });
      const [id, state, verifier] = [newId(), randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
      const expiresAt = new Date(at.getTime() + validForMs);
      const receipt = record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'connection', id: connectionId, label: connection.name }, after: { grantId: id } });
      const sealedVerifier = await this.house.sealer.seal(actor.tenantId, placeOfVerifier(id), verifier);
      await tx.connectionTokens.grants.insert({ id, connectionId, stateHash: stateHashOf(state), sessionId, sealedVerifier, bindingDigest: connection.bindingDigest, askedBy: actor.memberId, askedAt: at, expiresAt, causeId: receipt.entryId });
      const url = new URL(auth.grant.authorizeUrl);
      const params = { response_type: 'code', client_id: auth.clientId, redirect_uri: redirectUriOf(this.house), state, code_challenge: challengeOf(verifier), code_challenge_method: 'S256', ...(auth.scope !== null && { scope: auth.scope }) };
      for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
      return { grantId: id, authorizeUrl: url.href, expiresAt: expiresAt.toISOString() };
    });
  }
}
