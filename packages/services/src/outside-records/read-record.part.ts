import type { ConnectionSettings } from '@countersign/contracts/connections';
import type { RecordToRead } from '@countersign/database/outside-records';
import { callConnection, credentialOf, forgetToken, type Hide } from '../connections/index.js';
import { canonicalJson, type House } from '../platform/index.js';
import { fingerprintOf, selectFields, type SeenFields } from './fingerprint.part.js';

/** What reading a record came to. `later`: it may be read by another attempt. */
export type RecordRead = { readonly kind: 'read'; readonly seen: SeenFields; readonly fingerprint: string } | { readonly kind: 'later' | 'unreadable'; readonly problem: string };

export interface RecordPlace extends Pick<RecordToRead, 'path' | 'fields'> {
  readonly connection: Omit<RecordToRead['connection'], 'isPaused'>;
}

/** Reads a record through its connection. Never throws. */
export async function readRecord(house: House, tenantId: string, { path, fields, connection }: RecordPlace): Promise<RecordRead> {
  const settings: ConnectionSettings = { baseUrl: connection.baseUrl, ...connection.settings };
  const credential = await credentialOf(house, tenantId, connection, settings);
  if (!credential.ok) return { kind: credential.final ? 'unreadable' : 'later', problem: credential.problem };
  const outcome = await callConnection({ method: 'GET', path, body: null, idempotencyKey: null }, { settings, credential: credential.value, allowedHosts: house.settings.allowedWebhookHosts, at: house.now() });
  if (outcome.kind === 'refused') return { kind: 'unreadable', problem: outcome.problem };
  if (outcome.kind !== 'answered') return { kind: 'later', problem: outcome.problem };
  const { status, text, isCut, unsaid } = outcome;
  if (status === 401 && credential.tokenGeneration !== null) {
    await forgetToken(house, tenantId, connection.id, credential.tokenGeneration);
    return { kind: 'later', problem: `${connection.name} answered 401: the access token is not accepted` };
  }
  if (status >= 500 || status === 429 || status === 408 || status === 425) return { kind: 'later', problem: `${connection.name} answered ${status}` };
  if (status !== 200) return { kind: 'unreadable', problem: `${connection.name} answered ${status}` };
  if (isCut) return { kind: 'unreadable', problem: 'the record is larger than is read' };
  return recordOf(text, fields, unsaid);
}

function recordOf(text: string, fields: readonly string[], unsaid: Hide): RecordRead {
  try {
    const seen = selectFields(parseExactly(text, unsaid), fields);
    // PostgreSQL keeps no NUL.
    const kept = canonicalJson(seen);
    if (kept.includes('\\u0000')) return { kind: 'unreadable', problem: 'the record holds characters that cannot be kept' };
    return { kind: 'read', seen, fingerprint: fingerprintOf(seen) };
  } catch {
    return { kind: 'unreadable', problem: 'the record is no JSON that can be compared' };
  }
}

/** JSON, without a digit lost, and with no text that `unsaid` takes out of it: of what was read, not before, so that nothing else becomes of it. @throws where it is none */
export const parseExactly = (text: string, unsaid: Hide = (said) => said): unknown => JSON.parse(text, ((name: string, value: unknown, context: Source) => (typeof value === 'string' ? unsaid(value) : exactly(value, context))) as never);

interface Source {
  readonly source?: string;
}

/** Most digits that a double holds for certain (IEEE 754, binary64). */
const digitsMax = 15;

/** A number with more digits than are held stays as it is written: two that differ must not become one. */
function exactly(value: unknown, { source }: Source): unknown {
  return typeof value === 'number' && source !== undefined && source.replaceAll(/[eE].*|\D/g, '').length > digitsMax ? source : value;
}
