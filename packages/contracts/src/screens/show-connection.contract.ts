import * as z from 'zod/mini';
import { connectionGrantView, connectionHealth, connectionTestView, connectionUses, connectionView } from '../connections/views.js';
import { id, operation } from '../platform/index.js';
import { mayDo, screenFrame } from './views.js';

export const showConnection = operation({
  name: 'showConnection',
  summary: 'Draws a connection, or the sheet for a new one: how it is set up and doing, what uses it, and its last tests',
  method: 'GET',
  path: '/v1/screens/connection',
  query: z.strictObject({ connectionId: z.optional(id()) }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      /** Null for a new one. */
      connection: z.nullable(z.strictObject({ ...connectionView.shape, caller: z.string(), health: connectionHealth, uses: connectionUses })),
      /** The last five, the last first. */
      tests: z.array(connectionTestView),
      /** Null where nobody has to allow anything. */
      grant: z.nullable(connectionGrantView),
      /** The longest wait before the second attempt, the third, and so on, in seconds; the last holds for all that follow. */
      waitsSeconds: z.array(z.int()),
      /** Where other systems send browsers back to who allow something: to be registered there, before anything is saved here. */
      redirectUri: z.string(),
      define: mayDo,
    }),
  }),
  status: 200,
  permission: 'connection.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 11, bytes: 400_000, p95Ms: 150 },
});
export type ConnectionScreen = z.infer<typeof showConnection.reply>;
