import * as z from 'zod/mini';
import { isStorableText, operation } from '../platform/index.js';
import { memberRef, requestParams } from './views.js';

export const findReaders = operation({
  name: 'findReaders',
  summary: 'Find members who may see a request, by the beginning of a word of their name: those whom a note can mention',
  method: 'GET',
  path: '/v1/requests/{requestId}/readers',
  params: requestParams,
  query: z.strictObject({ search: z.optional(z.string().check(z.maxLength(100), z.refine(isStorableText, 'must not contain NUL or half a surrogate pair'))) }),
  /** The first eight by name. */
  reply: z.strictObject({ items: z.array(z.strictObject({ ...memberRef().shape, unit: z.nullable(z.string()) })) }),
  status: 200,
  permission: 'request.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 7, bytes: 4_000, p95Ms: 150 },
});
