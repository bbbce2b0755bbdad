import type { MemberRow } from '@countersign/database/members';
import type { MemberView } from '@countersign/contracts/members';

export const memberViewOf = ({ id, name, email, unit, roles, joinedAt, manager, expiresAt }: MemberRow): MemberView => ({ id, name, email, unit, roles, joinedAt: joinedAt.toISOString(), manager, expiresAt: expiresAt?.toISOString() ?? null });
