import type { ReplyOf } from '@countersign/contracts/platform';
import type { listSessions } from '@countersign/contracts/sessions';
import type { IdentityHouse } from '../identity/index.js';
import { sessionOf, type Call } from '../platform/index.js';
import { listSessionsOf } from './session-rows.part.js';

/** Where the caller is signed in. */
export class ListSessionsService {
  constructor(private readonly house: IdentityHouse) {}

  async run(call: Call<typeof listSessions>): Promise<ReplyOf<typeof listSessions>> {
    return { items: await listSessionsOf(this.house, sessionOf(call.caller)) };
  }
}
