import * as z from 'zod/mini';
import { id, instant, operation, page, pageQuery } from '../platform/index.js';
import { mayDo, screenFrame } from './views.js';

/** How a connection is doing. */
export const connectionHealth = z.strictObject({
  pausedAt: z.nullable(instant()),
  /** Calls in a row that the other system did not take. */
  failures: z.int(),
  /** Until when it is left alone for that, or because it asked for it; null where it is called. */
  closedUntil: z.nullable(instant()),
  /** Effects on their way through it, and those that need a person; 1000 stands for more. */
  waiting: z.int(),
  needy: z.int(),
});
export type ConnectionHealth = z.infer<typeof connectionHealth>;

/** Workflows whose live version calls through it: the first of them by name, and how many there are. */
export const connectionUses = z.strictObject({ workflows: z.array(z.strictObject({ id: id(), name: z.string() })), count: z.int() });

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
