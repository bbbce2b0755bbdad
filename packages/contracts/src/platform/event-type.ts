import type * as z from 'zod/mini';
import type { ApiVersion } from './api-versions.js';

/** Something that webhooks tell of: what is said, in the current version; older ones are in `operations/older-shapes.ts`. */
export interface EventType {
  readonly name: string;
  readonly summary: string;
  /** The version from which on it is told. */
  readonly since: ApiVersion;
  /** The whole body of the webhook. */
  readonly schema: z.ZodMiniType;
  /** A body as it could be sent; a test holds it, and what is really sent, to the schema. */
  readonly example: Readonly<Record<string, unknown>>;
}

/** Says what its schema gives; nothing else. */
export const eventType = <Type extends EventType>(type: Type): Type => type;
