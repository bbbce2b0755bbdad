import type * as z from 'zod/mini';
import { keyScopes, type KeyScope, type Requirement } from './permissions.js';
import type { RefusalCode } from './refusals.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type ObjectSchema = z.ZodMiniType<Record<string, unknown>>;

/** What one call may cost: SQL statements sent, bytes of the reply, and the 95th percentile of its time. */
export interface Budget {
  readonly statements: number;
  readonly bytes: number;
  readonly p95Ms: number;
}

/**
 * An operation that is going away. Days in UTC, as `2026-11-21`: announced since, not served from the sunset on.
 * Every answer carries both (RFC 9745, RFC 8594); what breaks after the sunset is no breaking change any more.
 */
export interface Deprecation {
  readonly since: string;
  readonly sunset: string;
  /** The name of the operation to call instead. */
  readonly instead: string;
}

/**
 * One operation as both ends know it. The server's route, guard, validation, reply check and OpenAPI are made from it,
 * and so are the client, the forms and the tests that hold both ends together.
 */
export interface Operation<
  Params extends ObjectSchema = ObjectSchema,
  Query extends ObjectSchema = ObjectSchema,
  Body extends ObjectSchema = ObjectSchema,
  Reply extends z.ZodMiniType = z.ZodMiniType,
> {
  /** camelCase, verb first; the stem of its files in kebab-case. */
  readonly name: string;
  readonly summary: string;
  readonly method: Method;
  /** With placeholders as in OpenAPI: `/v1/tasks/{taskId}/decisions`. */
  readonly path: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly reply: Reply;
  /** Set where what arrives is another system's message, as JSON of any shape: its very bytes are what is signed, so they and the headers are handed to the service, and no schema is. */
  readonly signed?: { readonly bytesMax: number };
  /**
   * What the answer is made of, where it is not JSON: a stream of server-sent events, each of them a `reply`, or the bytes of an image or a file,
   * for which `reply` stands in as its content address.
   */
  readonly answers?: 'text/event-stream' | 'image/webp' | 'application/octet-stream';
  readonly status: 200 | 201 | 202 | 204;
  readonly permission: Requirement;
  /** What an API key has to name for an operation that any member may call; without it, such an operation is closed to keys. */
  readonly keyScope?: KeyScope;
  /** Refusals of its own; those that follow from its nature are added by `refusalsOf`. */
  readonly refusals: readonly RefusalCode[];
  /** The action of the audit entry a successful call leaves, or null for a call that changes nothing. */
  readonly auditAction: string | null;
  /** `safe`: changes nothing. `key`: takes an Idempotency-Key. `no`: neither (sign-in, sign-out, the ending of sessions, and messages that bring an id of their own). */
  readonly idempotent: 'safe' | 'key' | 'no';
  /** Its answer is a resource that can be changed, and carries its ETag; a GET of it gives 304 for an If-None-Match that still holds. */
  readonly entityTag?: true;
  /** The GET whose ETag this change takes as If-Match: it refuses what was decided by another state than the one that is there. */
  readonly ifMatch?: Operation;
  readonly budget: Budget;
  readonly deprecated?: Deprecation;
  /** Set where a library answers and this contract only describes it. */
  readonly external?: 'better-auth';
}

/** Keeps the literal and schema types of an operation while checking its shape. */
export const operation = <P extends ObjectSchema, Q extends ObjectSchema, B extends ObjectSchema, R extends z.ZodMiniType>(
  definition: Operation<P, Q, B, R>,
): Operation<P, Q, B, R> => definition;

type Parsed<S> = S extends z.ZodMiniType ? z.output<S> : never;
/** What a service is given of a call: path parameters, query and body, each parsed by its schema. */
export interface InputOf<O extends Operation> {
  readonly params: Parsed<O['params']>;
  readonly query: Parsed<O['query']>;
  readonly body: Parsed<O['body']>;
}
export type ReplyOf<O extends Operation> = z.output<O['reply']>;

/**
 * What an API key has to name to call an operation; null where it is closed to keys. Closed is what is about the person and not
 * about their work (sign-in, sessions, passwords, factors, keys, roles), and what only draws a screen: that has no version.
 */
export function keyScopeOf({ permission, keyScope, path, answers }: Operation): KeyScope | null {
  if (path.startsWith('/v1/screens/') || answers === 'text/event-stream') return null;
  if (permission === 'member') return keyScope ?? null;
  return keyScopes.find((scope) => scope === permission) ?? null;
}

/** What says the same to everybody, whoever asks and whatever they show: no screen, and nothing that a person does. */
export const isForEverybody = ({ permission, idempotent, path }: Operation): boolean => permission === 'public' && idempotent === 'safe' && !path.startsWith('/v1/screens/');

/** Every refusal an operation can answer with: its own, and those that follow from what it is. */
export function refusalsOf(operation: Operation): RefusalCode[] {
  // Every operation refuses parameters that it does not take.
  const codes = new Set<RefusalCode>(['api_key_invalid', 'invalid_input', 'malformed_request', 'rate_limited', 'two_credentials', 'unavailable', 'version_unknown', ...operation.refusals]);
  if (keyScopeOf(operation) === null && !isForEverybody(operation)) codes.add('not_for_api_keys');
  if (operation.params) codes.add('not_found');
  // What is sent is read before anybody knows whether it is wanted.
  if (operation.method !== 'GET') codes.add('payload_too_large').add('unsupported_media_type');
  if (operation.permission !== 'public') codes.add('not_signed_in');
  const byMember = operation.permission !== 'public' && operation.permission !== 'signed_in';
  if (byMember) codes.add('no_active_tenant').add('permission_denied');
  // Rights are looked at once more where something is changed.
  if (byMember && operation.idempotent === 'key') codes.add('rights_changed');
  if (operation.idempotent !== 'safe') codes.add('origin_not_allowed');
  if (operation.ifMatch) codes.add('precondition_failed');
  if (operation.idempotent === 'key') codes.add('idempotency_key_required').add('idempotency_key_reused');
  return [...codes].sort();
}
