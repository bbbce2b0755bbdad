import { gzipSync } from 'node:zlib';
import { orderOf } from './inbound-company.js';

export interface Poison {
  readonly kind: string;
  readonly body: string | Buffer;
  readonly contentType?: string;
  /** What has to become of it: refused at the door, kept and done, or kept and a dead letter. */
  readonly becomes: 'refused' | 'done' | 'dead';
}

/** Where every message that is kept says how it is to be called once its source is mended. */
export const mendedPlace = '/fixed';
const fixed = { fixed: 'Mended' };
const order = (data: object = {}, more: object = {}) => JSON.stringify(orderOf('Chair', { data: { ...orderOf('Chair').data, ...data }, ...fixed, ...more }));
const withRaw = (raw: string) => order().replace('"Chair"', raw);
const nested = (open: string, close: string, depth: number) => `{"type":"order.placed","data":{"item":${open.repeat(depth)}1${close.repeat(depth)}}}`;
const refused = (kind: string, body: string | Buffer, contentType?: string): Poison => ({ kind, body, ...(contentType !== undefined && { contentType }), becomes: 'refused' });
const kept = (kind: string, body: string, becomes: 'done' | 'dead'): Poison => ({ kind, body, becomes });

const notJson: readonly Poison[] = [
  refused('nothing', ''), refused('an open brace', '{'), refused('two documents', '{}{}'), refused('a comment', '{/* */}'), refused('a trailing comma', '{"type":"order.placed",}'), refused('single quotes', "{'type':'order.placed'}"),
  refused('NaN', withRaw('NaN')), refused('a raw control character', withRaw('"\u0001"')), refused('a raw NUL', withRaw('"\u0000"')), refused('XML', '<order/>'), refused('a form', 'type=order.placed'),
  refused('bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])), refused('UTF-16', Buffer.from(`\ufeff${order()}`, 'utf16le')), refused('gzip', gzipSync(order())), refused('JSON as plain text', order(), 'text/plain'),
];
const notAnObject: readonly Poison[] = [refused('an array', '[]'), refused('a text', '"order"'), refused('a number', '1'), refused('null', 'null'), refused('true', 'true')];
const hostile: readonly Poison[] = [
  refused('a name twice', '{"type":"order.placed","type":"other"}'), refused('__proto__', '{"type":"order.placed","__proto__":{"admin":true}}'), refused('__proto__ within', withRaw('{"__proto__":{"item":"Chair"}}')), refused('constructor.prototype', '{"type":"order.placed","constructor":{"prototype":{"admin":true}}}'),
  refused('NUL in a value', withRaw('"a\\u0000b"')), refused('NUL in a name', '{"type":"order.placed","\\u0000":1}'), refused('a first half of a character', withRaw('"\\ud800"')), refused('a second half of a character', withRaw('"\\udc00"')), refused('half a character in a name', '{"type":"order.placed","\\ud800":1}'),
  refused('a number without end', withRaw('1e999')), refused('a negative number without end', withRaw('-1e999')), refused('arrays 20 deep', nested('[', ']', 20)), refused('arrays 100,000 deep', nested('[', ']', 100_000)), refused('objects 50,000 deep', nested('{"a":', '}', 50_000)),
  refused('a byte more than a megabyte', order({ why: 'x'.repeat(1_000_001) })), refused('ten megabytes', order({ why: 'x'.repeat(10_000_000) })),
];
const strange: readonly Poison[] = [
  kept('no type', JSON.stringify(fixed), 'done'), kept('a type that is an object', JSON.stringify({ type: { a: 1 }, ...fixed }), 'done'), kept('an empty type', JSON.stringify({ type: '', ...fixed }), 'done'), kept('a type that nobody knows', JSON.stringify({ type: 'toString', ...fixed }), 'done'),
  kept('a type of 900,000 characters', JSON.stringify({ type: 'x'.repeat(900_000), ...fixed }), 'done'), kept('a type that is a number', JSON.stringify({ type: 7, ...fixed }), 'done'), kept('a thousand names', JSON.stringify({ type: 'x', ...Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`n${index}`, index])) }), 'done'),
  kept('an item that is an object', order({ item: { a: 1 } }), 'dead'), kept('an item that is null', order({ item: null }), 'dead'), kept('an item of 900,000 characters', order({ item: 'x'.repeat(900_000) }), 'dead'), kept('an item of two characters', order({ item: 'xy' }), 'dead'),
  kept('an item of SQL', order({ item: "'; drop table app.requests; --" }), 'done'), kept('an item of HTML', order({ item: '<script>alert(1)</script>' }), 'done'), kept('an item of emoji', order({ item: '😀😀😀👩‍👩‍👧' }), 'done'), kept('a template as an item', order({ item: '{{requestId}} ${7*7}' }), 'done'),
];
const unmendable: readonly Poison[] = [
  kept('no data', JSON.stringify({ type: 'order.placed', ...fixed }), 'dead'), kept('data that are null', JSON.stringify({ type: 'order.placed', data: null, ...fixed }), 'dead'), kept('data that are a list', JSON.stringify({ type: 'order.placed', data: [1, 2], ...fixed }), 'dead'),
  kept('an amount that is a number', order({ amount: 75 }), 'dead'), kept('an amount of words', order({ amount: { amount: 'NaN', currency: 'EUR' } }), 'dead'), kept('an amount of 500 digits', order({ amount: { amount: '9'.repeat(500), currency: 'EUR' } }), 'dead'), kept('a currency that there is not', order({ amount: { amount: '1.00', currency: 'XXXX' } }), 'dead'),
  kept('a category that there is not', order({ category: 'Weapons' }), 'dead'), kept('goods for no number', JSON.stringify({ type: 'goods.received', request: 'constructor', ...fixed }), 'dead'),
];

/** Dead letters of these kinds are done once the source takes the item from another place. */
export const mendable = new Set(strange.filter(({ becomes }) => becomes === 'dead').map(({ kind }) => kind));
export const poisons: readonly Poison[] = [...notJson, ...notAnObject, ...hostile, ...strange, ...unmendable];
