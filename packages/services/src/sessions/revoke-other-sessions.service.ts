import type { ReplyOf } from '@countersign/contracts/platform';
import type { revokeOtherSessions } from '@countersign/contracts/sessions';
import type { IdentityHouse } from '../identity/index.js';
import { sessionOf, type Call } from '../platform/index.js';
import { endSessions } from './end-sessions.part.js';

/** Signs the caller out everywhere else. */
export class RevokeOtherSessionsService {
  constructor(private readonly house: IdentityHouse) {}

  async run(call: Call<typeof revokeOtherSessions>): Promise<ReplyOf<typeof revokeOtherSessions>> {
    return { ended: await endSessions(this.house, call.caller, { allBut: sessionOf(call.caller).sessionId }, 'session.others_revoked') };
  }
}
