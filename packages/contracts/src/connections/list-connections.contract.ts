import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { connectionView } from './views.js';

export const listConnections = operation({
  name: 'listConnections',
  summary: 'List connections by name; secrets are never returned',
  method: 'GET',
  path: '/v1/connections',
  query: z.strictObject(pageQuery),
  reply: page(connectionView),
  status: 200,
  permission: 'connection.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 600_000, p95Ms: 150 },
});
