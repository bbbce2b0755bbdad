import * as z from 'zod/mini';
import { connectionHealth, connectionUses } from '../connections/views.js';
import { id, operation, page, pageQuery } from '../platform/index.js';
import { mayDo, screenFrame } from './views.js';

const connectionRow = z.strictObject({
  id: id(),
  name: z.string(),
  baseUrl: z.string(),
  /** How the other system knows who calls, in words. */
  caller: z.string(),
  health: connectionHealth,
  uses: connectionUses,
});
export type ConnectionRow = z.infer<typeof connectionRow>;

export const showConnections = operation({
  name: 'showConnections',
  summary: 'Draws the connections: where each leads, how it is doing, what waits, and what uses it',
  method: 'GET',
  path: '/v1/screens/connections',
  query: z.strictObject(pageQuery),
  reply: z.strictObject({ ...screenFrame, data: z.strictObject({ connections: page(connectionRow), define: mayDo }) }),
  status: 200,
  permission: 'connection.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 7, bytes: 120_000, p95Ms: 150 },
});
export type ConnectionsScreen = z.infer<typeof showConnections.reply>;
