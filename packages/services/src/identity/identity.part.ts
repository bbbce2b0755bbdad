import type { DatabasePool } from '@countersign/database/platform';
import type { House } from '../platform/index.js';
import type { Auth } from './auth.part.js';

/** The house with what only identity uses. */
export interface IdentityHouse extends House {
  readonly auth: Auth;
  readonly identityPool: DatabasePool;
}

/** An answer that also sets the session's cookies. */
export interface WithCookies<Reply> {
  readonly reply: Reply;
  readonly cookies: readonly string[];
}
