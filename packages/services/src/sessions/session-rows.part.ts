import type { SessionView } from '@countersign/contracts/sessions';
import type { IdentityHouse } from '../identity/index.js';
import type { SessionEntry } from '@countersign/database/platform';
import { describeDevice } from './describe-device.part.js';

interface SessionRow {
  readonly id: string;
  readonly userAgent: string | null;
  readonly ipAddress: string | null;
  readonly createdAt: Date;
  readonly usedAt: Date | null;
  readonly expiresAt: Date;
}

const list = {
  name: 'sessions.list',
  text: `select s.id, s."userAgent", s."ipAddress", s."createdAt", u.used_at as "usedAt", s."expiresAt"
           from identity.session s left join identity.session_use u on u.session_id = s.id
          where s."userId" = $1 and s."expiresAt" > now() order by s.id = $2 desc, s."createdAt" desc, s.id limit 100`,
};

/** A user's sessions, the one that asks first, then the latest sign-in; at most 100. */
export async function listSessionsOf({ identityPool, now }: IdentityHouse, { userId, sessionId }: SessionEntry): Promise<SessionView[]> {
  const { rows } = await identityPool.query<SessionRow>({ ...list, values: [userId, sessionId] });
  return rows.map((row) => {
    const isThisOne = row.id === sessionId;
    const lastUsedAt = isThisOne ? now() : (row.usedAt ?? row.createdAt);
    return {
      id: row.id,
      device: describeDevice(row.userAgent),
      address: row.ipAddress === '' ? null : row.ipAddress,
      signedInAt: row.createdAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      isThisOne,
    };
  });
}
