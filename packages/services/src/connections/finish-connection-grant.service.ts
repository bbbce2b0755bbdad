import { Refusal } from '@countersign/contracts/platform';
import type { finishConnectionGrant } from '@countersign/contracts/connections';
import type { Connection, ConnectionGrant } from '@countersign/database/connections';
import type { Tx } from '@countersign/database/platform';
import { actorOf, change, sessionOf, type Call, type House, type Record } from '../platform/index.js';
import { isGrantedAuth } from './access-token.part.js';
import { errorWords, placeOfCode, stateHashOf } from './grant.part.js';

type Said = Call<typeof finishConnectionGrant>['input']['body'];

/**
 * Takes what the other system sent a browser back with. Somebody else's, another company's and what nobody began look the same. The code is kept sealed and
 * a job exchanges it at once: nothing outside is called in a request.
 */
export class FinishConnectionGrantService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof finishConnectionGrant>) {
    const { body } = call.input;
    const actor = actorOf(call.caller);
    const { sessionId } = sessionOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      const grant = await tx.connectionTokens.grants.lockByState(stateHashOf(body.state));
      if (!grant || grant.askedBy !== actor.memberId || grant.sessionId !== sessionId) throw new Refusal('not_found', { detail: 'Nobody began this here, or in another session. Begin again at the connection.' });
      if (grant.stage !== 'asked') throw new Refusal('grant_over', { detail: 'What the other system sent back is good once, and was used. Look at the connection.' });
      if (grant.expiresAt <= at) throw new Refusal('grant_over', { detail: 'It took longer than ten minutes. Begin again at the connection.' });
      // Held: of two answers at once, the second ends the first.
      const connection = await tx.connections.lock(grant.connectionId);
      if (!connection) throw new Refusal('not_found');
      const { auth } = connection.settings;
      const problem = problemOf(body, grant, connection.bindingDigest, isGrantedAuth(auth) ? auth.grant.issuer : null);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'connection', id: connection.id, label: connection.name }, reason: problem, after: { grantId: grant.id, allowed: problem === null }, causeId: grant.causeId });
      const reply = { grantId: grant.id, connectionId: connection.id };
      if (problem !== null || body.code === undefined) {
        await tx.connectionTokens.grants.end(grant.id, 'refused', problem, at);
        return { ...reply, stage: 'refused' as const };
      }
      await tx.connectionTokens.grants.answer(grant.id, await this.house.sealer.seal(actor.tenantId, placeOfCode(grant.id), body.code));
      await endOthers(tx, record, { grant, connection, at });
      record.enqueue('connection-grants', { grantId: grant.id });
      return { ...reply, stage: 'answered' as const };
    });
  }
}

const anew = 'Somebody connected it anew before this was exchanged. Nothing of it is used';

/** What was allowed last is what counts: an answer that came before it, and is still being exchanged, must not take its place. */
async function endOthers(tx: Tx, record: Record, { grant, connection, at }: { readonly grant: ConnectionGrant; readonly connection: Connection; readonly at: Date }): Promise<void> {
  for (const grantId of await tx.connectionTokens.grants.endOthers(grant, anew, at)) {
    record.act({ action: 'connection.connect_failed', subject: { kind: 'connection', id: connection.id, label: connection.name }, reason: anew, after: { grantId }, causeId: grant.causeId });
  }
}

/** Why nothing may come of it, in plain words; null where it may. */
function problemOf({ code, iss, error }: Said, { bindingDigest }: ConnectionGrant, now: string, issuer: string | null): string | null {
  // Whoever answers in another's name could have us show a code to the wrong place (RFC 9207, section 2.4).
  if (issuer !== null && iss !== issuer) return `The answer does not say that it comes from ${issuer}. Nothing was taken from it.`;
  if (error !== undefined) return errorWords(error);
  if (code === undefined) return 'The other system sent back neither a code nor a reason.';
  return bindingDigest === now ? null : 'The connection was changed meanwhile. Connect it as it is now.';
}
