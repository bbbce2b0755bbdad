import * as z from 'zod/mini';
import { email, growing, id, instant, jsonObject, line } from '../platform/index.js';
import { memberRef } from '../requests/views.js';

/** An address that is called; what it resolves to is checked before each call. */
const address = () => z.string().check(z.maxLength(2000), z.url({ protocol: /^https?$/, error: 'must be an http or https address' }));
/** A field name of HTTP (RFC 9110, section 5.1), of those that a connection may set itself. */
const headerName = () => z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'must be the name of a header such as X-Api-Key'));
const between = (min: number, max: number) => z.int().check(z.minimum(min), z.maximum(max));

/** Scopes as RFC 6749, section 3.3, writes them. */
const scopes = () => z.nullable(z.string().check(z.maxLength(500), z.regex(/^[\x21\x23-\x5B\x5D-\x7E ]*$/, 'must be scopes with spaces between them')));

/** How the other system knows who calls. What is secret about it is given besides, and never returned. */
export const connectionAuth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** The secret as it is, in this header. */
  z.strictObject({ kind: z.literal('api_key'), header: headerName() }),
  /** RFC 7617; the secret is the password. */
  z.strictObject({ kind: z.literal('basic'), username: z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[^:\p{Cc}]*$/u, 'must not hold a colon or control characters')) }),
  /** HMAC-SHA-256 in lower-case hex over timestamp, a dot, and the body; `t=<unix seconds>,v1=<hex>` in this header. */
  z.strictObject({ kind: z.literal('hmac'), header: headerName() }),
  /**
   * The secret is the client's. Without `grant`, RFC 6749, section 4.4. With it, section 4.1 with PKCE (RFC 7636): somebody allows it there, in a browser.
   * Where `issuer` is said, the other system names itself in what it sends back (RFC 9207), and nothing else is taken.
   */
  z.strictObject({ kind: z.literal('oauth_client_credentials'), tokenUrl: address(), clientId: line(200), scope: scopes(), grant: z.optional(z.strictObject({ authorizeUrl: address(), issuer: z.nullable(address()) })) }),
]);
export type ConnectionAuth = z.infer<typeof connectionAuth>;

/** What a connection leads to. Where it is left out, a system that is called over HTTP. */
export const connectionKinds = ['http', 'smtp', 'chat'] as const;
export type ConnectionKind = (typeof connectionKinds)[number];
/** Where the system is; of a mail server with its port, such as smtp://mail.example.com:587. */
const systemAddress = () => z.string().check(z.maxLength(2000), z.url({ protocol: /^(https?|smtp)$/, error: 'must be an http or https address, or smtp of a mail server' }));

/** How a mail server is spoken to: over TLS from the first byte, over TLS once it has greeted (RFC 3207), or in the clear; and whom mails are from. */
export const mailSettings = z.strictObject({ tls: z.enum(['implicit', 'starttls', 'none']), from: email() });

/** How messages are written: as Slack takes them, and what is compatible with it, or as an Adaptive Card in the envelope of Microsoft Teams. */
export const chatSettings = z.strictObject({ format: z.enum(['slack', 'teams']) });

/** How the other system is treated. Times in milliseconds, sizes in bytes. */
export const connectionSettings = {
  kind: z.optional(growing(connectionKinds)),
  /** Of a mail server, and of nothing else. */
  mail: z.optional(mailSettings),
  /** Of a chat, and of nothing else. Its address is the secret; `baseUrl` says no more than where that is. */
  chat: z.optional(chatSettings),
  baseUrl: systemAddress(),
  auth: connectionAuth,
  /** What tells one wish from another there. Where the system does not honour it, a call whose outcome is not known is never made again blindly. */
  idempotency: z.strictObject({ header: headerName(), honoured: z.boolean() }),
  /** Below the base address, with `{key}` where the idempotency key goes: 2xx says that it was done, 404 that it was not. */
  lookUpPath: z.nullable(z.string().check(z.maxLength(500), z.regex(/^\/[^\s?#]*\{key\}[^\s#]*$/, 'must be a path such as /payments/{key}'))),
  /** `request`: the calls of one request are made one after the other, in the order in which they were wanted. */
  order: z.enum(['none', 'request']),
  limits: z.strictObject({
    attemptsMax: between(1, 20),
    connectMs: between(100, 30_000),
    headersMs: between(100, 60_000),
    bodyMs: between(100, 60_000),
    replyBytesMax: between(0, 1_000_000),
    /** Calls a second, all workers together; null for as many as there are. */
    perSecond: z.nullable(between(1, 1000)),
  }),
  /** The JSON Schema that answers are held to; null where any will do. */
  replySchema: z.nullable(z.record(z.string(), z.unknown())),
  /** What becomes of an effect whose answer is of another shape: it counts as done, with a note; or a person looks at it. */
  onDrift: z.enum(['tolerate', 'quarantine']),
  /** How bodies are written: as JSON, or as form fields with names within names in brackets, as billing systems take them. As before where it is left out, and JSON for a new one. */
  encoding: z.optional(z.enum(['json', 'form'])),
};
export type ConnectionSettings = z.infer<z.ZodMiniObject<typeof connectionSettings>>;

export const secretLengthMax = 4000;
/** Kept sealed; never returned. */
export const connectionSecret = () => z.string().check(z.minLength(6), z.maxLength(secretLengthMax), z.regex(/^[\x20-\x7E]*$/, 'must be printable ASCII'));

export const connectionParams = z.strictObject({ connectionId: id() });

export const connectionView = z.strictObject({
  id: id(),
  name: z.string(),
  ...connectionSettings,
  encoding: growing(['json', 'form']),
  hasSecret: z.boolean(),
  /** Counts up with each change; what was approved was approved for one of them. */
  revision: z.int(),
  /** Set while nothing is sent; what waits is sent afterwards. */
  pausedAt: z.nullable(instant()),
  changedAt: instant(),
});
export type ConnectionView = z.infer<typeof connectionView>;

/** Below the base address, with a query where one is wanted; no segment of dots, which would lead out of it (RFC 3986, section 5.2.4). */
export const testPath = () => z.string().check(z.maxLength(500), z.regex(/^\/(?!(?:[^?]*\/)?(?:\.|%2[eE]){1,2}(?:[/?]|$))[\x21\x22\x24-\x5B\x5D-\x7E]*$/, 'must be a path such as /health, in printable ASCII and without dots alone between slashes'));

/**
 * How far a test came. `credential`: there was nothing to say who calls with; `refused`: the address may not be called; `not_reached`: nothing was sent;
 * `unanswered`: it was sent, and no whole answer came.
 */
export const testStages = ['credential', 'refused', 'not_reached', 'unanswered', 'answered'] as const;
export type TestStage = (typeof testStages)[number];

/** A call that was made to see whether a connection works. Secrets are masked, long bodies cut. */
export const connectionTestView = z.strictObject({
  id: id(),
  path: z.string(),
  /** Of a mail server: whom a mail was sent to; left out where it was only signed in. */
  to: z.optional(z.string()),
  askedBy: memberRef(),
  askedAt: instant(),
  /** Null while no worker has made the call. */
  ended: z.nullable(
    z.strictObject({
      stage: growing(testStages),
      startedAt: instant(),
      durationMs: z.int(),
      status: z.nullable(z.int()),
      problem: z.nullable(z.string()),
      request: z.nullable(jsonObject()),
      reply: z.nullable(jsonObject()),
      /** In what the answer departed from the schema that the connection states. */
      drift: z.nullable(z.array(z.string())),
    }),
  ),
});
export type ConnectionTestView = z.infer<typeof connectionTestView>;

/** How a connection is doing. */
export const connectionHealth = z.strictObject({
  pausedAt: z.nullable(instant()),
  /** Calls in a row that the other system did not take. */
  failures: z.int(),
  /** Until when it is left alone for that, or because it asked for it; null where it is called. */
  closedUntil: z.nullable(instant()),
  /** Effects on their way through it, and those that need a person; 1000 stands for more. */
  waiting: z.int(),
  needy: z.int(),
  /** Only where somebody has to allow calls first: nobody has yet, or what was allowed has ended. */
  access: z.optional(growing(['not_connected', 'needs_connecting'])),
});
export type ConnectionHealth = z.infer<typeof connectionHealth>;

/**
 * How far connecting came. `asked`: somebody was sent there; `answered`, `exchanging`: a worker exchanges what they came back with; `connected`;
 * `refused`: the other system said no; `failed`: it said yes, and no token came of it.
 */
export const grantStages = ['asked', 'answered', 'exchanging', 'connected', 'refused', 'failed'] as const;
export type GrantStage = (typeof grantStages)[number];

/** Whether somebody has allowed what the connection asks for; only of one that calls with what somebody allows. */
export const connectionGrantView = z.strictObject({
  /** Where the other system sends browsers back to: to be registered there. */
  redirectUri: z.string(),
  grantedAt: z.nullable(instant()),
  /** Since when it needs connecting again, and why. */
  lostAt: z.nullable(instant()),
  lostBecause: z.nullable(z.string()),
  /** The last time that somebody began to connect it. */
  latest: z.nullable(z.strictObject({ id: id(), stage: growing(grantStages), problem: z.nullable(z.string()), askedAt: instant(), askedBy: memberRef() })),
});
export type ConnectionGrantView = z.infer<typeof connectionGrantView>;

/** Workflows whose live version calls through it: the first of them by name, and how many there are. */
export const connectionUses = z.strictObject({ workflows: z.array(z.strictObject({ id: id(), name: z.string() })), count: z.int() });
