import * as z from 'zod/mini';
import { digest, id, instant, operation, paragraph } from '../platform/index.js';
import { repair, repairableState, repairsView } from './views.js';

export const startRepairs = operation({
  name: 'startRepairs',
  summary: 'Decide about many effects at once, as a preview showed: again, left out, or done',
  method: 'POST',
  path: '/v1/effect-repairs',
  /** `undo` goes with `skip`: what was carried out for their requests is undone, for who may undo requests. */
  body: z.strictObject({ how: repair(), reason: paragraph(2000), ofState: repairableState(), connectionId: z.nullable(id()), until: instant(), planDigest: digest(), undo: z.optional(z.boolean()) }),
  reply: repairsView,
  status: 201,
  permission: 'effect.repair',
  refusals: ['not_found', 'nothing_to_repair', 'plan_changed', 'reason_required'],
  auditAction: 'effect.repairs_started',
  idempotent: 'key',
  budget: { statements: 14, bytes: 4_000, p95Ms: 300 },
});
