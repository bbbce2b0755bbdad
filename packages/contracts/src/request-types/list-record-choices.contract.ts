import * as z from 'zod/mini';
import { id, operation, page, pageQuery } from '../platform/index.js';
import { outsideId, recordChoice, recordSearch } from '../record-sets/views.js';

export const listRecordChoices = operation({
  name: 'listRecordChoices',
  summary: 'List the records of a set that a field of a request type’s form can name, by outside id: all that are current, one of them, or those in whose title, natural key or outside id something stands',
  method: 'GET',
  path: '/v1/request-types/{requestTypeId}/records',
  params: z.strictObject({ requestTypeId: id() }),
  query: z.strictObject({ ...pageQuery, recordSetId: id(), search: z.optional(recordSearch()), outsideId: z.optional(outsideId()) }),
  reply: page(recordChoice),
  status: 200,
  permission: 'request.submit',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 150_000, p95Ms: 200 },
});
