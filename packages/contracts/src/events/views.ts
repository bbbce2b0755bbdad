import * as z from 'zod/mini';
import { id } from '../platform/index.js';

/** What a live update can be about. What has changed is read again, by whoever may. */
export const liveTopics = ['inbox', 'requests', 'people', 'workflows', 'webhooks', 'audit'] as const;
export type LiveTopic = (typeof liveTopics)[number];

/** Why a stream ends: the session was ended; it acts in another company now; its roles give something else; the server closes it. */
export const streamEndings = ['signed_out', 'tenant_switched', 'permissions_changed', 'closing'] as const;
export type StreamEnding = (typeof streamEndings)[number];

/**
 * One event of the stream. `changed` names what is worth reading again, and only requests that the reader may see;
 * `ready` comes first; after `ended` nothing comes.
 */
export const liveEvent = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('ready'), id: z.string() }),
  z.strictObject({ event: z.literal('changed'), id: z.string(), topics: z.array(z.enum(liveTopics)), requestIds: z.array(id()) }),
  z.strictObject({ event: z.literal('ended'), because: z.enum(streamEndings) }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;
