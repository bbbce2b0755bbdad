import type { ConnectionTestView } from '@countersign/contracts/connections';
import type { ConnectionTestRow } from '@countersign/database/connections';

export const testViewOf = ({ id, path, askedBy, askedAt, ended }: ConnectionTestRow): ConnectionTestView => ({
  id, path, askedBy, askedAt: askedAt.toISOString(),
  ended: ended && { ...ended, startedAt: new Date(ended.startedAt).toISOString(), drift: ended.drift && [...ended.drift] },
});
