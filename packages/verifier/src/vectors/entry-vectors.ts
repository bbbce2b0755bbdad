import { checkpointText, commitmentOf, leavesOf, originOf } from './made-log.js';
import { leafHash } from './naive-tree.js';
import { canonicalText } from './plain-json.js';
import { entry1, entry2, foreignKey, keysOf, salt, sampleLog, sampleTenant } from './sample-log.js';
import { noteOf, seedOf } from './signing-key.js';

const leafOf = (canonical: string) => leafHash(Buffer.from(canonical)).toString('hex');
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

function badEntries() {
  const one = canonicalText(entry1(0));
  const bad = (says: string, code: string, canonical: string) => ({ says, canonical, code });
  const shape = (says: string, change: object) => bad(says, 'shape', canonicalText(entry1(0, change)));
  const shape2 = (says: string, change: object) => bad(says, 'shape', canonicalText(entry2(0, change)));
  return [
    bad('white space', 'canonical', one.replace(':', ': ')),
    bad('a newline at the end', 'canonical', `${one}\n`),
    bad('a byte order mark', 'canonical', `\ufeff${one}`),
    bad('another order', 'canonical', JSON.stringify(entry1(0))),
    bad('another escape', 'canonical', one.replace('request 1', 'request\\u00201')),
    bad('a solidus escaped', 'canonical', one.replace('request 1', 'request\\/1')),
    bad('a member twice', 'canonical', one.replace('{', '{"action":"request.decided",')),
    bad('a number', 'canonical', one.replace('"12.5"', '12')),
    bad('a number as 1e2', 'canonical', one.replace('"12.5"', '1e2')),
    bad('half of a character', 'canonical', one.replace('request 1', '\\ud83d')),
    bad('no JSON', 'canonical', 'entry'),
    bad('nothing', 'canonical', ''),
    bad('nested too deep', 'canonical', one.replace('{"amount":"12.5","status":"approved"}', deep(128))),
    bad('a list', 'shape', '[]'),
    shape('a member more', { extra: null }),
    shape('a member less', { reason: undefined }),
    shape('another version', { v: '3' }),
    shape('an actor without a kind', { actor: { name: 'x' } }),
    shape('an actor that holds null', { actor: { kind: 'job', name: null } }),
    shape('an id in capital letters', { id: '0193A1B2-0000-7000-8000-000000001000' }),
    shape('a time without milliseconds', { at: '2026-12-01T04:20:00Z' }),
    shape('month 13', { at: '2026-13-01T04:20:00.000Z' }),
    shape('a subject with a member more', { subject: { kind: 'request', id: 'x', label: 'y', more: 'z' } }),
    shape('a member of version 2 in version 1', { onBehalfOf: null }),
    shape2('version 2 without commitments', { commitments: undefined }),
    shape2('a list of what was before', { before: [] }),
    shape2('a commitment that is no hash', { before: { name: null }, commitments: { '/before/name': '00' } }),
    shape2('a commitment for nothing', { commitments: { '/after/absent': salt } }),
    shape2('a commitment outside', { traceId: null, commitments: { '/traceId': salt } }),
  ];
}

export function entryVectors() {
  const pointers = { '/after/a~1b/0': commitmentOf(salt, '["x"]'), '/before/~0': commitmentOf(salt, '"12.5"') };
  const good = [
    ...sampleLog().entries.slice(0, 3).map(({ canonical }) => canonical),
    canonicalText(entry1(3, { before: null, after: ['a', true, null, { '\u{fb33}': '1', '\u{1f600}': '2', '\u0080': '3' }] })),
    canonicalText(entry1(4, { reason: '\u0000\b\t\n\f\r\u001f"\\/\u007f\u2028é' })),
    canonicalText(entry1(5, { after: null })).replace('"after":null', `"after":${deep(127)}`),
    canonicalText(entry2(6, { before: { '~': null }, after: { 'a/b': [null] }, commitments: pointers })),
    canonicalText(entry2(7, { actor: { kind: 'ai', name: 'reviewer', model: 'm' }, onBehalfOf: null, channel: 'ai', before: null, after: null })),
  ];
  return {
    good: good.map((canonical) => ({ canonical, leaf: leafOf(canonical) })),
    bad: badEntries().map((vector) => ({ ...vector, leaf: leafOf(vector.canonical) })),
    commitments: ['"Ada"', '"12.5"', '["x"]', 'null'].map((value) => ({ salt, value, commitment: commitmentOf(salt, value) })),
  };
}

export function checkpointVectors() {
  const log = sampleLog();
  const [key] = keysOf(sampleTenant);
  const [, checkpoint] = log.checkpoints;
  if (!key || !checkpoint) throw new Error('the sample has a key and a checkpoint');
  const text = checkpointText(log.tenant, leavesOf(log), checkpoint);
  const edits: readonly [says: string, code: string, edit: (note: string) => string][] = [
    ['a newline less', 'note', (note) => note.slice(0, -1)],
    ['no signature', 'note', () => `${text}\n`],
    ['a leading zero', 'note', () => noteOf(text.replace('\n3\n', '\n03\n'), [key])],
    ['a root that is too short', 'note', () => noteOf(text.replace(/\n.{44}\n/, '\nAAAA\n'), [key])],
    ['a root with bits left over', 'note', () => noteOf(text.replace(/\n.{44}\n/, `\n${'A'.repeat(42)}B=\n`), [key])],
    ['another order of the lines', 'note', () => noteOf(text.replace(/(horizon .*\n)(epoch .*\n)/, '$2$1'), [key])],
    ['an epoch that is no number', 'note', () => noteOf(text.replace('epoch 0', 'epoch zero'), [key])],
    ['a horizon of 2^64', 'note', () => noteOf(text.replace(/horizon .*/, 'horizon 18446744073709551616'), [key])],
    ['a time without milliseconds', 'note', () => noteOf(text.replace('.000Z', 'Z'), [key])],
    ['an empty line', 'note', () => noteOf(`${text}\nmore\n`, [key])],
    ['a carriage return', 'note', () => noteOf(text.replace('\nepoch', '\r\nepoch'), [key])],
    ['a hyphen for the dash', 'note', (note) => note.replace('\u2014', '-')],
    ['a changed text', 'signature', (note) => note.replace('\n3\n', '\n4\n')],
    ['a changed signature', 'signature', (note) => note.replace(/(.)(.)\n$/, (_, one: string, two: string) => `${one === 'A' ? 'B' : 'A'}${two}\n`)],
    ['another key', 'signature', () => noteOf(text, [foreignKey])],
    ['another key under this id', 'signature', () => noteOf(text, [{ ...foreignKey, id: key.id }])],
    ['one good line, and one that is false', 'signature', () => noteOf(text, [key, { ...foreignKey, id: key.id }])],
  ];
  return {
    origin: originOf(sampleTenant),
    seed: seedOf('first key of the vectors').toString('hex'),
    vkey: key.vkey,
    good: [noteOf(text, [key]), noteOf(text, [foreignKey, key]), noteOf(`${text}another line\n`, [key])],
    bad: edits.map(([says, code, edit]) => ({ says, note: edit(noteOf(text, [key])), code })),
  };
}
