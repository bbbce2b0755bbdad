import * as z from 'zod/mini';
import { id, line, operation } from '../platform/index.js';
import { templateName } from './views.js';

export const applyTemplate = operation({
  name: 'applyTemplate',
  summary: 'Make a request type of a template: its form, its workflow, published, and the roles it asks for where there are none of that name',
  method: 'POST',
  path: '/v1/templates/applications',
  /** `name`: another one for the request type and its workflow than the template's. */
  body: z.strictObject({ template: templateName(), name: z.optional(line(120)) }),
  reply: z.strictObject({
    requestTypeId: id(),
    workflowId: id(),
    name: z.string(),
    /** Roles that its steps ask, and how many members hold each now. */
    roles: z.array(z.strictObject({ id: id(), name: z.string(), isNew: z.boolean(), holders: z.int() })),
  }),
  status: 201,
  permission: 'request_type.define',
  refusals: ['name_taken', 'permission_denied'],
  auditAction: 'template.applied',
  idempotent: 'key',
  budget: { statements: 30, bytes: 4_000, p95Ms: 150 },
});
