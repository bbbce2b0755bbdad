import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { rewritten, sent, type InputKind, type MadeCall, type Subject } from './input-calls.js';
import { isObject, withValueAt } from './input-places.js';

type Code = Exclude<InputKind['expected'], string>[number];
const hasBody = ({ operation }: Subject) => operation.body !== undefined;
const among = (...calls: readonly MadeCall[]) => fc.constantFrom(...calls);

/** A kind that is made in the same few ways wherever it applies. */
const kind = (name: string, expected: InputKind['expected'] | Code, where: (subject: Subject) => boolean, calls: (subject: Subject) => fc.Arbitrary<MadeCall>): InputKind => ({
  name,
  expected: typeof expected === 'string' && expected !== 'refused' && expected !== 'answered' ? [expected] : expected,
  calls: (subject) => (where(subject) ? calls(subject) : null),
});

const broken = fc.oneof(
  among(rewritten('an empty body', () => ''), rewritten('a comma too many', (text) => `${text.slice(0, -1)},}`), rewritten('a comment', (text) => `/* */${text}`), rewritten('two bodies', (text) => text + text), rewritten('single quotes', () => "{'a':1}"), rewritten('NaN', () => '{"a":NaN}'), rewritten('a bomb of brackets', () => '['.repeat(200_000)), rewritten('a control character', (text) => text.replace('{', '{"\n\u0001": 1,'))),
  fc.double({ min: 0, max: 0.99, noNaN: true }).map((share) => rewritten(`cut at ${share}`, (text) => text.slice(0, Math.floor(text.length * share)))),
  fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !isJson(text)).map((text) => rewritten(`junk ${text}`, () => text)),
);

/** Puts something before the first member of any object of the body. */
const inAnyObject = (what: (name: string) => string) => fc.tuple(fc.nat(40), fc.constantFrom('a', 'requestId', 'constructor')).map(([at, name]) => rewritten(`${what(name)} in object ${at}`, (text) => {
  const opens = [...text.matchAll(/\{/g)].map(({ index }) => index + 1);
  const place = opens[at % opens.length] ?? 1;
  return `${text.slice(0, place)}${what(name)}${text[place] === '}' ? '' : ','}${text.slice(place)}`;
}));

const notUtf8 = fc.constantFrom([0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xfe, 0xff]).map((bytes) => rewritten(`bytes ${bytes.join(' ')}`, (text) => {
  const quote = text.indexOf('"') + 1;
  return new Uint8Array(Buffer.concat([Buffer.from(text.slice(0, quote)), Buffer.from(bytes), Buffer.from(text.slice(quote))]));
}));

const asType = (type: string) => sent(`as ${type}`, { headers: { 'content-type': type } });
const otherTypes = among(...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'application/jsonp', 'text/json', 'application/json5', 'json', '/', 'application/json, text/plain', 'application/octet-stream'].map(asType));
const otherCharsets = among(...['utf-16', 'iso-8859-1', 'utf-7', '"utf-16le"', 'x-unknown'].map((charset) => asType(`application/json; charset=${charset}`)));
const compressed = among(
  ...['gzip', 'br', 'deflate', 'zstd', 'identity, gzip', 'x-unknown'].map((encoding) => ({ ...rewritten(`said to be ${encoding}`, (text) => text), change: ({ by, input }: Parameters<MadeCall['change']>[0]) => ({ input, options: { by, headers: { 'content-encoding': encoding } } }) })),
  { says: 'a bomb of zeros', change: ({ by, input }) => ({ input, options: { by, text: new Uint8Array(gzipSync(Buffer.alloc(20_000_000))), headers: { 'content-encoding': 'gzip' } } }) },
);

const badKeys = fc.oneof(fc.constantFrom('', ' ', 'two words', 'x'.repeat(201), 'x'.repeat(4000), 'é', 'a, b', '\tx\ty'), fc.string({ unit: fc.constantFrom('\u00e9', '\u00ff', 'a'), minLength: 1, maxLength: 9 }).filter((text) => /[^a]/.test(text)));
const forged = (cookie: string) => among(...[`${cookie.slice(0, -6)}AAAA%3D`, cookie.replace(/=.*/, '='), cookie.replace(/\.[^.]*$/, ''), `${cookie.split('=')[0]}=${'a'.repeat(4000)}`, `${cookie.split('=')[0]}=%00%ff`, `${cookie.split('=')[0]}=' or 1=1 --`].map((text) => sent(`cookie ${text.slice(0, 60)}`, { by: null, headers: { cookie: text } })));

const wrongIds = ['0', 'null', 'undefined', '__proto__', "' or 1=1 --", '..', '.', '%', 'x'.repeat(190), 'x'.repeat(5000), '\u0000', '😀', '[object Object]', '../../v1/session', randomUUID().toUpperCase(), `${randomUUID()}\n`, `{${randomUUID()}}`];
const wrongSegments = ['%', '%zz', '%E0%A4%A', '%ff', '%00', '%c0%af', '..%2f..%2fmembers', '%2e%2e', ';a=b', '%u0041', '%252e'];

function inPath({ operation, ready }: Subject, values: readonly string[], raw: boolean): fc.Arbitrary<MadeCall> {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return fc.tuple(fc.constantFrom(...names), fc.constantFrom(...values)).map(([name, value]) => {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, each: string) => (each === name ? (raw ? value : encodeURIComponent(value)) : encodeURIComponent(String((ready.input.params as Record<string, unknown>)[each]))));
    return sent(`path ${path.slice(0, 100)}`, { path });
  });
}

const needsSession = ({ operation }: Subject) => operation.permission !== 'public';
const takesPath = ({ operation }: Subject) => operation.params !== undefined;
const digestsOf = ({ places }: Subject) => places.filter(({ pointer, schema }) => pointer.endsWith('Digest') && schema?.pattern === '^[0-9a-f]{64}$');
const idsOf = ({ places }: Subject) => places.filter(({ schema }) => schema?.pattern?.startsWith('^[0-9a-f]{8}-'));

/** Operations that answer with a result for each of several, each with a key made from the one: what is wrong with one is said of that one. Their own specs hold that. */
const answersPerItem = ['decideRequests'];

/** Faults of the request around its values: its text, its headers, its address, and who sends it. */
export const wireFaults: readonly InputKind[] = [
  kind('no JSON', 'malformed_request', hasBody, () => broken),
  kind('name twice', 'malformed_request', hasBody, () => inAnyObject((name) => `"${name}":1,"${name}":2`)),
  kind('reaching for a prototype', 'malformed_request', hasBody, () => fc.oneof(inAnyObject(() => '"__proto__":{"admin":true}'), inAnyObject(() => '"constructor":{"prototype":{"admin":true}}'), inAnyObject(() => '"\\u005f_proto__":null'))),
  kind('no UTF-8', 'malformed_request', hasBody, () => notUtf8),
  kind('too large', 'payload_too_large', hasBody, () => among(rewritten('a million spaces', (text) => ' '.repeat(1_000_000) + text), rewritten('a text of 270 kB', (text) => `{"more":"${'x'.repeat(270_000)}",${text.slice(1)}`), rewritten('40,000 fields', (text) => `{${Array.from({ length: 40_000 }, (_, index) => `"f${index}":1`).join(',')},${text.slice(1)}`))),
  kind('other content type', 'unsupported_media_type', hasBody, () => otherTypes),
  kind('other charset', 'unsupported_media_type', hasBody, () => otherCharsets),
  kind('compressed', 'unsupported_media_type', hasBody, () => compressed),
  kind('parameter that is no text', ['invalid_input', 'malformed_request'], () => true, () => among(...['limit=%00', 'a=%ff', '%ff=a', 'a=%ed%a0%80', 'x=%', '=', '&&&=&', '%00', `x=${'a'.repeat(9000)}`].map((search) => sent(`?${search.slice(0, 40)}`, { search })))),
  kind('no id in the path', 'not_found', takesPath, (subject) => inPath(subject, wrongIds, false)),
  kind('path that cannot be read', ['not_found', 'malformed_request', 'method_not_allowed'], takesPath, (subject) => inPath(subject, wrongSegments, true)),
  kind('id of nothing in the path', 'not_found', (subject) => subject.places.some(({ room, schema }) => room === 'path' && schema?.pattern?.startsWith('^[0-9a-f]{8}-')), ({ places }) => fc.constantFrom(...places.filter(({ room, schema }) => room === 'path' && schema?.pattern?.startsWith('^[0-9a-f]{8}-'))).map((place) => ({ says: `an unknown ${place.pointer}`, change: ({ by, input }) => ({ input: withValueAt(input, place, randomUUID()), options: { by } }) }))),
  kind('no key', 'idempotency_key_required', ({ operation }) => operation.idempotent === 'key', () => among(sent('no key', { key: null }))),
  kind('bad key', 'idempotency_key_required', ({ operation }) => operation.idempotent === 'key', () => badKeys.map((key) => sent(`key ${JSON.stringify(key.slice(0, 40))}`, { key: null, headers: { 'idempotency-key': key } }))),
  { usesKeyAgain: true, ...kind('key of another call', 'idempotency_key_reused', ({ usedKey, ready, operation }) => !answersPerItem.includes(operation.name) && usedKey !== null && isObject(ready.input.body), ({ usedKey }) => among(sent('a used key', { key: usedKey }))) },
  kind('page of another site', 'origin_not_allowed', ({ operation }) => operation.idempotent !== 'safe', () => among(...['https://elsewhere.example', 'null', '', 'file://', 'http://127.0.0.1', 'not a url'].map((origin) => sent(`from ${origin}`, { headers: { origin } })))),
  kind('not signed in', 'not_signed_in', needsSession, () => among(sent('no cookie', { by: null }))),
  kind('no API key', 'api_key_invalid', needsSession, () => among(sent('basic', { by: null, headers: { authorization: 'Basic YWRtaW46YWRtaW4=' } }), sent('bearer', { by: null, headers: { authorization: `Bearer ${'a'.repeat(3000)}` } }))),
  kind('forged session', 'not_signed_in', needsSession, ({ ready: { by } }) => forged(by.headers().cookie ?? '')),
  kind('expired session', 'not_signed_in', needsSession, ({ expired }) => among(sent('an expired session', { by: expired }))),
  kind('wrong tenant', 'refused', (subject) => !answersPerItem.includes(subject.operation.name) && needsSession(subject) && idsOf(subject).some(({ room, value }) => room !== 'query' && typeof value === 'string'), ({ world }) => among(sent('by an admin of another company', { by: world.elsewhere }))),
  kind('stale digest', 'refused', (subject) => !answersPerItem.includes(subject.operation.name) && digestsOf(subject).length > 0, (subject) => fc.tuple(fc.constantFrom(...digestsOf(subject)), fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })).map(([place, digest]) => ({ says: `${place.pointer} of before`, change: ({ by, input }) => ({ input: withValueAt(input, place, digest), options: { by } }) }))),
];

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
