import { describe, expect, it } from '@jest/globals';
import { Refusal } from '@countersign/contracts/platform';
import fc from 'fast-check';
import { readJson } from './read-json.js';

const read = (text: string | Uint8Array, headers: Readonly<Record<string, string>> = {}) => readJson({ 'content-type': 'application/json', ...headers }, typeof text === 'string' ? Buffer.from(text) : text);

function refusalOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('a body', () => {
  it('is read as JSON.parse reads it, whatever it holds', () => {
    fc.assert(fc.property(fc.json(), (text) => {
      if (text.includes('"__proto__"')) return;
      expect(read(text)).toEqual(JSON.parse(text));
    }));
  });

  it.each(['{"a":{"b":1},"c":[{"b":1},{"b":2}],"b":"b"}', '["a","a"]', '{"a":"a","":[]}', '{"a\\"":1,"a\\\\":2}', '{"a":{},"A":{}}', '{"constructor":1,"prototype":2}', '"text"', '0'])('may use a name again elsewhere: %s', (text) => {
    expect(read(text)).toEqual(JSON.parse(text));
  });

  it.each(['{"a":1,"a":1}', '{"a":1,"b":[{"c":{"d":1,"d":2}}]}', '{"a":1,"\\u0061":2}', '{"b":[],"a":{"a":1},"b":{}}', '{"":1,"":2}'])('may not use it twice in one object, of which each reader takes another: %s', (text) => {
    expect(refusalOf(() => read(text))).toBe('malformed_request');
  });

  it.each(['{"__proto__":{"admin":true}}', '[{"a":{"__proto__":null}}]', '{"\\u005f_proto__":1}', '{"constructor":{"prototype":{}}}'])('may not reach for a prototype: %s', (text) => {
    expect(refusalOf(() => read(text))).toBe('malformed_request');
  });

  it.each([[0x22, 0xff, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [0x22, 0xc0, 0xaf, 0x22]])('may not hold bytes that are no UTF-8: %s %s %s', (...bytes) => {
    expect(refusalOf(() => read(Uint8Array.from(bytes)))).toBe('malformed_request');
  });

  it('is refused where it nests without end, or ends too early, and nothing breaks', () => {
    for (const text of ['', '{', '[1', '"', '{"a"}', '{a:1}', '['.repeat(100_000)]) expect(refusalOf(() => read(text))).toBe('malformed_request');
    expect(refusalOf(() => read('['.repeat(100_000) + ']'.repeat(100_000)))).toBeNull();
  });
});

describe('what is not plain JSON in UTF-8 by its headers', () => {
  it.each([['content-type', 'application/json; charset=utf-16'], ['content-type', 'application/json;charset="latin1"'], ['content-encoding', 'gzip'], ['content-encoding', 'identity, br']])('is refused: %s: %s', (name, value) => {
    expect(refusalOf(() => read('{}', { [name]: value }))).toBe('unsupported_media_type');
  });
  it.each([['content-type', 'application/json; charset=UTF-8'], ['content-type', 'application/json; charset="utf-8"; x=y'], ['content-encoding', 'Identity']])('and what is, is not: %s: %s', (name, value) => {
    expect(refusalOf(() => read('{}', { [name]: value }))).toBeNull();
  });
});
