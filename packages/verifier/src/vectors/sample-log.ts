import { commitmentOf, originOf, sha256Hex, uuid, type MadeEntry, type MadeLog } from './made-log.js';
import { canonicalText } from './plain-json.js';
import { seedOf, signingKey } from './signing-key.js';

export const sampleTenant = '0193a1b2-aaaa-7000-8000-00000000000a';
export const otherTenant = '0193a1b2-bbbb-7000-8000-00000000000b';
export const keysOf = (tenant: string) => ['first', 'second', 'third'].map((word) => signingKey(originOf(tenant), seedOf(`${word} key of the vectors`)));
export const foreignKey = signingKey(originOf(sampleTenant), seedOf('a key of somebody else'));

const timeOf = (index: number) => `2026-12-01T04:${String(20 + index).padStart(2, '0')}:00.000Z`;
const member = { kind: 'member', memberId: uuid(1), userId: uuid(2), sessionId: uuid(3) };

/** An entry of version 1 as the server writes it. */
export function entry1(index: number, change: object = {}): { [name: string]: unknown } {
  return {
    v: '1', id: uuid(0x1000 + index), tenant: sampleTenant, at: timeOf(index), actor: member, channel: 'screen', traceId: '4bf92f3577b34da6a3ce929d0e0e4736', cause: null,
    action: 'request.decided', subject: { kind: 'request', id: uuid(0x2000 + index), label: `request ${index + 1}` }, reason: index % 2 ? null : 'Grüße, “ok” \u{1f58b}',
    before: { status: 'running' }, after: { amount: '12.5', status: 'approved' }, ...change,
  };
}

/** An entry of version 2, with everything that it has room for. */
export function entry2(index: number, change: object = {}): { [name: string]: unknown } {
  return entry1(index, { v: '2', actor: { kind: 'timer', timerId: uuid(7) }, onBehalfOf: { kind: 'member', memberId: uuid(1), userId: uuid(2) }, channel: 'timer', cause: uuid(0x1000), commitments: {}, ...change });
}

export const salt = '5a'.repeat(32);
const revision = canonicalText({ attachments: [{ name: 'offer.pdf', sha256: sha256Hex('the offer') }], content: { amount: 12 } });

function entryAt(index: number, keys: ReturnType<typeof keysOf>): MadeEntry {
  const [old, next] = keys;
  if (index === 5) return { canonical: canonicalText(entry2(index, { action: 'audit_key.rotated', before: { vkey: old?.vkey }, after: { vkey: next?.vkey } })), parts: [] };
  if (index === 7) {
    const parts = [{ type: 'revision', revisionId: uuid(0x77), digest: sha256Hex(revision), canonical: revision }, { type: 'attachment', name: 'offer.pdf', bytes: 9, digest: sha256Hex('the offer') }];
    return { canonical: canonicalText(entry1(index, { after: { revisionDigest: sha256Hex(revision) } })), parts };
  }
  if (index !== 9) return { canonical: canonicalText(index % 3 === 2 ? entry2(index) : entry1(index)), parts: [] };
  const commitments = { '/after/name': commitmentOf(salt, '"Ada"'), '/before/name': commitmentOf(salt, '"Grace"') };
  return { canonical: canonicalText(entry2(index, { before: { name: null }, after: { name: null }, commitments })), parts: [{ type: 'value', pointer: '/after/name', salt, value: '"Ada"' }] };
}

/** Thirteen entries of both versions, a change of keys announced at 5, and checkpoints of 0, 3, 8 (handover), 11 and 13 entries, and a heartbeat. */
export function sampleLog(): MadeLog {
  const keys = keysOf(sampleTenant);
  const [first, second] = keys;
  if (!first || !second) throw new Error('the sample has two keys');
  const checkpoint = (size: number, minute: number, ...signers: readonly (typeof first)[]) => ({ size, time: `2026-12-01T04:${minute}:30.000Z`, horizon: String(48_000 + size), epoch: '0', signers });
  return {
    tenant: sampleTenant,
    keys: [{ key: first, announced: null }, { key: second, announced: 5 }],
    entries: Array.from({ length: 13 }, (_, index) => entryAt(index, keys)),
    checkpoints: [checkpoint(0, 19, first), checkpoint(3, 22, first), checkpoint(8, 27, first, second), checkpoint(11, 30, second), checkpoint(13, 32, second), checkpoint(13, 40, second)],
  };
}
