import type { ProfileScreen, showProfile } from '@countersign/contracts/screens';
import { delegationsShown } from '../delegations/index.js';
import { freshUntil, type IdentityHouse } from '../identity/index.js';
import { actorOf, sessionOf, type Call } from '../platform/index.js';
import { listSessionsOf } from '../sessions/index.js';
import { frameOf } from './screen-frame.part.js';

/** What a person is and shows here, and where they are signed in. */
export class ShowProfileService {
  constructor(private readonly house: IdentityHouse) {}

  async run(call: Call<typeof showProfile>): Promise<ProfileScreen> {
    const actor = actorOf(call.caller);
    const session = sessionOf(call.caller);
    const sessions = await listSessionsOf(this.house, session);
    return this.house.tenancy.read(actor, async (tx) => {
      const frame = await frameOf(tx, actor, this.house.now());
      const member = await tx.members.find(actor.memberId);
      const roles = (member?.roles ?? []).map((role) => role.name);
      const factor = await tx.entry.findSecondFactor(session.userId);
      const secondFactor = factor?.confirmedAt ? { confirmedAt: factor.confirmedAt.toISOString(), recoveryCodesLeft: factor.recoveryCodes } : null;
      const until = freshUntil(this.house, session);
      const steppedUp = session.steppedUp && until ? { by: session.steppedUp.by, freshUntil: until.toISOString() } : null;
      return { ...frame, data: { name: actor.name, email: session.userEmail, unit: actor.unit, roles, secondFactor, steppedUp, delegations: await delegationsShown(tx, actor, actor.memberId, this.house.now()), sessions } };
    });
  }
}
