import type { EventType } from '../platform/index.js';
import { auditRecorded } from '../audit/index.js';
import { compensationWanted, effectWanted } from '../webhooks/index.js';

/** Everything that webhooks tell of. */
export const eventTypes: readonly EventType[] = [effectWanted, compensationWanted, auditRecorded];
