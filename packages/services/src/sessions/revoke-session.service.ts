import type { ReplyOf } from '@countersign/contracts/platform';
import type { revokeSession } from '@countersign/contracts/sessions';
import type { IdentityHouse } from '../identity/index.js';
import type { Call } from '../platform/index.js';
import { endSessions } from './end-sessions.part.js';

/** Ends one session of the caller; the one that asks too, if it is named. */
export class RevokeSessionService {
  constructor(private readonly house: IdentityHouse) {}

  async run(call: Call<typeof revokeSession>): Promise<ReplyOf<typeof revokeSession>> {
    return { ended: await endSessions(this.house, call.caller, { sessionId: call.input.params.sessionId }, 'session.revoked') };
  }
}
