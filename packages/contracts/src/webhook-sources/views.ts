import * as z from 'zod/mini';
import { growing, id, instant, line } from '../platform/index.js';

/** A field name of HTTP (RFC 9110, section 5.1). */
const headerName = () => z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'must be the name of a header such as X-Hub-Signature-256'));
/** Where something stands in a message (RFC 6901); never the whole of it. */
export const messagePointer = () => z.string().check(z.maxLength(300), z.regex(/^(\/([^~/\p{Cc}]|~[01])*)+$/u, 'must be a pointer such as /data/number'));
/** Where something stands in the content of a request: a field, or a field of one. */
const contentPointer = () => z.string().check(z.maxLength(200), z.regex(/^(\/([^~/\p{Cc}]|~[01]){1,100}){1,4}$/u, 'must be a pointer such as /amount/currency'), z.refine((pointer) => !pointer.split('/').some((name) => name in Object.prototype), 'must not name what every object has'));

/** How it is known that a message comes from where it should. */
export const verification = z.discriminatedUnion('kind', [
  /** webhook-id, webhook-timestamp and webhook-signature, as on standardwebhooks.com, or the same three named svix-…; the time may be five minutes away. */
  z.strictObject({ kind: z.literal('standard_webhooks') }),
  /** HMAC-SHA-256 over the body as it was sent, in a header, as GitHub's X-Hub-Signature-256. No time is signed, nor the id: whoever has seen a message can send it again under another id. */
  z.strictObject({ kind: z.literal('hmac'), signatureHeader: headerName(), prefix: z.string().check(z.regex(/^[\x21-\x7E]{0,20}$/, 'must be up to 20 visible characters such as sha256=')), encoding: z.enum(['hex', 'base64']), idHeader: headerName() }),
]);
export type Verification = z.infer<typeof verification>;

/** What another system calls an outcome, such as settled. */
const outcomeWords = () => z.array(z.string().check(z.minLength(1), z.maxLength(100), z.regex(/^\P{Cc}*$/u, 'must not hold control characters'))).check(z.minLength(1), z.maxLength(20));

export const fieldsMax = 50;
/** What is done with a message of one type. */
export const messageAct = z.discriminatedUnion('kind', [
  /** A request of this type, by the source's requester. What a message lacks stays out; then the form says whether that will do. */
  z.strictObject({ kind: z.literal('start_request'), requestTypeId: id(), fields: z.array(z.strictObject({ to: contentPointer(), from: messagePointer() })).check(z.minLength(1), z.maxLength(fieldsMax)) }),
  /** A step of a request that waits for a message of this name is over: the request is found by its number or its id. What comes before it waits is kept, and applies when it does. */
  z.strictObject({ kind: z.literal('complete_wait'), message: line(80), requestPointer: messagePointer() }),
  /** An effect whose outcome is not known, found by the key that its call carried, has succeeded or failed by what the message says. Other words say nothing of it. */
  z.strictObject({ kind: z.literal('report_effect'), keyPointer: messagePointer(), outcomePointer: messagePointer(), succeeded: outcomeWords(), failed: outcomeWords(), problemPointer: z.nullable(messagePointer()) }),
]);
export type MessageAct = z.infer<typeof messageAct>;

export const rulesMax = 50;
export const messageTypeMax = 200;
const messageType = () => z.string().check(z.minLength(1), z.maxLength(messageTypeMax), z.regex(/^\P{Cc}*$/u, 'must not hold control characters'));
/**
 * A record of this set is as a message of this type says, unless what is kept is newer; with `gone`, it is there no more. The record stands at `recordPointer`, or is
 * the whole where that is empty, and says its id and version where those of the set do, unless the message says them elsewhere. Of a set without versions, the time of arrival counts.
 */
export const recordRule = z.strictObject({ type: messageType(), recordSetId: id(), recordPointer: z.union([z.literal(''), messagePointer()]), gone: z.boolean(), idPointer: z.nullable(messagePointer()), versionPointer: z.nullable(messagePointer()) });
export type RecordRule = z.infer<typeof recordRule>;

export const sourceSettings = {
  verification,
  /** Where a message says of which type it is. */
  typePointer: messagePointer(),
  /** In whose name requests are started. */
  requesterId: z.nullable(id()),
  /** A message of a type that none of these names is kept, and nothing is done. */
  rules: z.array(z.strictObject({ type: messageType(), act: messageAct })).check(z.maxLength(rulesMax)),
  /** What updates records that are kept of another system; where it is left out, it is as before. */
  records: z.optional(z.array(recordRule).check(z.maxLength(rulesMax))),
};
export type SourceSettings = { [K in Exclude<keyof typeof sourceSettings, 'records'>]: z.infer<(typeof sourceSettings)[K]> } & { readonly records?: z.infer<typeof sourceSettings.records> };

/** `whsec_` and 24 to 64 bytes in base64 for Standard Webhooks; 16 to 200 printable characters, used as they are, for HMAC. Made for you where it is left out. */
export const sourceSecret = () => z.optional(z.string().check(z.minLength(16), z.maxLength(200), z.regex(/^[\x21-\x7E]*$/, 'must be visible ASCII characters')));

export const sourceParams = z.strictObject({ sourceId: id() });

export const webhookSourceView = z.strictObject({
  id: id(),
  name: z.string(),
  /** Where the other system sends to, below this installation's address. */
  path: z.string(),
  ...sourceSettings,
  records: z.array(recordRule),
  /** The newest first; each verifies until then, or until it is replaced. */
  secrets: z.array(z.strictObject({ createdAt: instant(), validUntil: z.nullable(instant()) })),
  /** Counts up with each change. */
  revision: z.int(),
  /** Set while nothing is taken: whoever sends is told to try again. */
  pausedAt: z.nullable(instant()),
  changedAt: instant(),
});
export type WebhookSourceView = z.infer<typeof webhookSourceView>;

export const messageState = () => growing(['received', 'kept', 'done', 'dead']);
export type MessageState = z.infer<ReturnType<typeof messageState>>;

export const inboundMessageView = z.strictObject({
  id: id(),
  /** As the other system calls it; one per source. */
  messageId: z.string(),
  /** Null where it says none. */
  type: z.nullable(z.string()),
  state: messageState(),
  receivedAt: instant(),
  attempts: z.int(),
  /** Why the last attempt did not succeed, or why nothing was done. */
  problem: z.nullable(z.string()),
  nextAttemptAt: z.nullable(instant()),
  endedAt: z.nullable(instant()),
  /** The request that came of it, or that it was about. */
  request: z.nullable(z.strictObject({ id: id(), number: z.int() })),
  /** The effect that it was about. */
  effectId: z.nullable(id()),
  /** When the secret was made that it was signed with: after a change of secrets, whether the other system has followed. Null where that was not noted yet. */
  signedWith: z.nullable(instant()),
});
export type InboundMessageView = z.infer<typeof inboundMessageView>;

/** Why something that was sent to a source was refused: it bears no signature, id or time that can be read; none of the secrets made its signature; its time is more than five minutes away. */
export const refusalReason = () => growing(['unsigned', 'signature_wrong', 'time_far']);
export type RefusalReason = z.infer<ReturnType<typeof refusalReason>>;
export const messageBytesMax = 1_000_000;
