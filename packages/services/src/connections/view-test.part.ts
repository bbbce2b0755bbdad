import type { ConnectionTestView } from '@countersign/contracts/connections';
import type { ConnectionTestRow } from '@countersign/database/connections';

export const testViewOf = ({ id, path, to, askedBy, askedAt, ended }: ConnectionTestRow): ConnectionTestView => ({
  id, path, ...(to !== null && { to }), askedBy, askedAt: askedAt.toISOString(),
  ended: ended && { ...ended, startedAt: new Date(ended.startedAt).toISOString(), drift: ended.drift && [...ended.drift] },
});
