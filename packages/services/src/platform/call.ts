import type { Credential, SessionEntry, Tx } from '@countersign/database/platform';
import { Refusal, type InputOf, type Operation, type PageQueryInput, type Permission } from '@countersign/contracts/platform';
import { abilityFor, type AppAbility } from '@countersign/permissions';
import type { PageRequest } from '@countersign/database/platform';

/** Who calls, through which path. Always from the session or the API key, never from the call's content. */
export interface Caller {
  /** Null for somebody who is not signed in. */
  readonly session: SessionEntry | null;
  /** What was shown for it; null where nothing was. */
  readonly credential: Credential | null;
  readonly device: Device;
  readonly channel: 'screen' | 'api';
  readonly traceId: string;
  /** Set where the session is known from an earlier call: what changes anything, or reads, looks at it once more in its own transaction. */
  readonly remembered?: RememberedSession;
}

/** A session that was not looked up for this call. Nothing may be answered by it until `confirmed`. */
export interface RememberedSession {
  readonly credential: Credential;
  confirmed: boolean;
}

/** The session, or what it allows, is not what it was when it was remembered. Nothing was done: look it up, and start over. */
export class SessionChanged extends Error {
  override readonly name = 'SessionChanged';
}

/** Where a call comes from; for limits, and for the sign-in library, which keeps its session in a cookie. */
export interface Device {
  readonly ipAddress: string;
  readonly userAgent: string | null;
  readonly cookie: string | null;
}

/** One call of an operation, as the edge hands it to a service. */
export interface Call<O extends Operation = Operation> {
  readonly operation: O;
  readonly caller: Caller;
  readonly input: InputOf<O>;
  /** Set for every operation that is `idempotent: 'key'`. */
  readonly idempotencyKey: string | null;
  /** The header If-Match, where it was sent; see `change`. */
  readonly ifMatch?: string | null;
  /** Set for every operation that takes signed messages. */
  readonly signed?: SignedMessage;
  /** Where a stream broke off, as its reader says. */
  readonly lastEventId?: string | undefined;
}

/** Another system's message as it came. */
export interface SignedMessage {
  readonly bytes: Uint8Array;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** The member who calls, with what their roles allow. */
export interface Actor {
  readonly tenantId: string;
  readonly memberId: string;
  readonly name: string;
  readonly unit: string | null;
  readonly permissions: readonly Permission[];
  readonly ability: AppAbility;
  /** For `Tenancy.read`: set where all this was remembered. */
  readonly confirm?: (tx: Tx) => Promise<void>;
}

/** The caller's session; public operations have none. */
export function sessionOf(caller: Caller): SessionEntry {
  if (!caller.session) throw new Refusal('not_signed_in');
  return caller.session;
}

/** The calling member. The guard has checked already that there is one: this holds it a second time. */
export function actorOf(caller: Caller): Actor {
  const { member } = sessionOf(caller);
  if (!member) throw new Refusal('no_active_tenant');
  const { remembered } = caller;
  return { ...member, ability: abilityFor(member), ...(remembered && { confirm: async (tx) => compareSession(caller, remembered, await lookedUp(tx, remembered)) }) };
}

/** Fails where the session is not what it was when it was remembered. */
export function compareSession({ session }: Caller, remembered: RememberedSession, now: SessionEntry | null): void {
  if (JSON.stringify(now) !== JSON.stringify(session)) throw new SessionChanged('the session is not what it was');
  remembered.confirmed = true;
}

async function lookedUp(tx: Tx, { credential }: RememberedSession): Promise<SessionEntry | null> {
  try {
    return await tx.entry.find(credential);
  } catch (error) {
    throw enteredAnother(error) ? new SessionChanged('another company is active in the session') : error;
  }
}

/** Looking a session up fails where another company than this transaction's is active in it by now; see `EntryRepository`. */
export const enteredAnother = (error: unknown) => error instanceof Error && (error as { readonly code?: unknown }).code === '25001';

/** Of a key, what it names counts as far as its member's roles give it: which of the two is lacking is not looked up. */
export const permissionDenied = (permission: Permission, of: 'roles' | 'key' = 'roles') =>
  new Refusal('permission_denied', {
    detail: of === 'key' ? `This API key may not do this. It needs the permission "${permission}": either the key does not name it, and one that does has to be made, or your roles do not give it to you any more.` : `This needs the permission "${permission}", which none of your roles gives.`,
    extensions: { permission },
  });

const limitDefault = 50;

/** The page that a list's query asks for. */
export const pageOfQuery = (query: PageQueryInput): PageRequest => ({ limit: query.limit === undefined ? limitDefault : Number(query.limit), after: query.cursor ?? null });
