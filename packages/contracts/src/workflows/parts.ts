import * as z from 'zod/mini';
import { id, line, paragraph } from '../platform/index.js';

export const stepId = () => z.string().check(z.regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be a short lower-case name such as budget-owner'));
/** CEL source. */
export const conditionSource = () => z.string().check(z.minLength(1), z.maxLength(1000));

/** What every step has; where `when` is false, the step is skipped. */
export const stepBase = (name: () => z.ZodMiniString) => ({ id: stepId(), name: name(), when: z.optional(conditionSource()) });

export const webhookEffect = () =>
  z.strictObject({
    kind: z.literal('webhook'),
    endpointId: id(),
    event: z.string().check(z.regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,3}$/, 'must be an event type such as payment.requested'), z.maxLength(80)),
  });

const callPath = () => z.string().check(z.maxLength(500), z.regex(/^\/[^\p{Cc}#\\]*$/u, 'must be a path with a slash first, such as /payments'));

/**
 * A call through a connection. In the path and in texts of the body, `{{request.vendor}}` stands for a field of the request; a text that is
 * nothing else becomes the field's own value. Whether the places fit the form is looked at with the rest of the definition.
 */
const callParts = () => ({
  kind: z.literal('http'),
  connectionId: id(),
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
  path: callPath(),
  body: z.nullable(z.record(z.string(), z.unknown())),
});
export const httpEffect = () =>
  z.strictObject({
    ...callParts(),
    /** The record of a set that its answer names: where in the answer its outside id stands. Where the effect is done, the request is linked to it. */
    record: z.optional(z.strictObject({ recordSetId: id(), idPointer: z.string().check(z.maxLength(200), z.regex(/^(\/([^~/\p{Cc}]|~[01])*)*$/u, 'must be a JSON pointer such as /id')) })),
  });
/** What undoes a call is about the record that the call itself named: it names none. */
export const undoingCall = () => z.strictObject(callParts());

export const recipientsMax = 20;
/** A mail through a connection to a mail server, filled in as calls are; a place stands for a text here, whatever stands beside it. */
export const mailEffect = () =>
  z.strictObject({
    kind: z.literal('mail'),
    connectionId: id(),
    to: z.array(z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('address'), address: line(254) }), z.strictObject({ kind: z.literal('requester') })])).check(z.minLength(1), z.maxLength(recipientsMax)),
    subject: line(200),
    text: paragraph(10_000).check(z.minLength(1)),
  });

/** A message to a chat, filled in as mails are. */
export const messageEffect = () => z.strictObject({ kind: z.literal('message'), connectionId: id(), text: paragraph(4_000).check(z.minLength(1)) });

const named = () => [z.strictObject({ kind: z.literal('requester') }), z.strictObject({ kind: z.literal('role'), roleId: id() }), z.strictObject({ kind: z.literal('group'), groupId: id() }), z.strictObject({ kind: z.literal('member'), memberId: id() })] as const;

export const listenersMax = 20;
/** A notification in the product, filled in as mails are. */
export const noticeEffect = () =>
  z.strictObject({
    kind: z.literal('notice'),
    to: z.array(z.discriminatedUnion('kind', [...named()])).check(z.minLength(1), z.maxLength(listenersMax)),
    text: paragraph(1_000).check(z.minLength(1)),
  });

/** Something that people do outside, filled in as mails are. */
export const askEffect = () =>
  z.strictObject({
    kind: z.literal('ask'),
    to: z.array(z.discriminatedUnion('kind', [...named(), z.strictObject({ kind: z.literal('manager') })])).check(z.minLength(1), z.maxLength(listenersMax)),
    text: paragraph(1_000).check(z.minLength(1)),
  });

export const recordFieldsMax = 20;
/** A record of another system, and the fields that a signature is bound to. */
export const outsideRecord = () =>
  z.strictObject({
    connectionId: id(),
    path: callPath(),
    fields: z.array(z.string().check(z.maxLength(200), z.regex(/^(\/([^~/\p{Cc}]|~[01])*)*$/u, 'must be a JSON pointer such as /bank/iban'))).check(z.minLength(1), z.maxLength(recordFieldsMax)),
  });
