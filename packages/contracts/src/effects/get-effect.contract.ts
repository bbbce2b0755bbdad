import { operation } from '../platform/index.js';
import { effectDetails, effectParams } from './views.js';

export const getEffect = operation({
  name: 'getEffect',
  summary: 'Get an effect with what is sent, every attempt, its schedule, and what may be done about it; what the request says only to who may see every request',
  method: 'GET',
  path: '/v1/effects/{effectId}',
  params: effectParams,
  reply: effectDetails,
  status: 200,
  permission: 'effect.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 900_000, p95Ms: 150 },
});
