import * as z from 'zod/mini';
import { growing, id, instant, keyScopes, permissions } from '../platform/index.js';
import { memberRef } from '../requests/views.js';

/** `usable`: opens what it names. `expired`, `revoked`: opens nothing any more. `owner_left`: its member belongs to the company no more. */
export const apiKeyStates = ['usable', 'expired', 'revoked', 'owner_left'] as const;
export type ApiKeyState = (typeof apiKeyStates)[number];

export const apiKeyDaysMax = 365;
export const apiKeyDaysDefault = 90;

export const keyScope = () => z.enum(keyScopes);

export const apiKeyView = z.strictObject({
  id: id(),
  /** Whom it acts as. */
  member: memberRef(),
  name: z.string(),
  /** What it may at most; at each call, of these, what the member may. */
  scopes: z.array(growing(permissions)),
  /** How its text begins, to tell one from another. */
  hint: z.string(),
  /** The version of the API that it is answered in, unless a call names another. */
  apiVersion: z.string(),
  createdAt: instant(),
  /** The first instant at which it opens nothing any more. */
  expiresAt: instant(),
  /** Right to some minutes; null where it was never used. */
  lastUsedAt: z.nullable(instant()),
  revokedAt: z.nullable(instant()),
  state: growing(apiKeyStates),
  /** Whether you may revoke it. */
  mayRevoke: z.boolean(),
});
export type ApiKeyView = z.infer<typeof apiKeyView>;
