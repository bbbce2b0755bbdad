import { describe, expect, test } from '@jest/globals';
import { checkContent, checkForm, type Form } from './index.js';

const formOf = (properties: Record<string, unknown>, more: Record<string, unknown> = {}): Form => ({ type: 'object', properties, additionalProperties: false, ...more });
const text = { type: 'string' };
const setId = '019ab0c0-0000-7000-8000-000000000001';
const own = (json: string) => JSON.parse(json) as Record<string, unknown>;

describe('a form', () => {
  test.each<[string, Form]>([
    ['without fields', formOf({})],
    ['with every keyword of ours', formOf({
      title: { type: 'string', title: 'Title', description: 'What', default: '', examples: ['x'], minLength: 1, maxLength: 80, pattern: '^[^<]+$' },
      days: { type: 'integer', minimum: 1, maximum: 30, exclusiveMinimum: 0, exclusiveMaximum: 31, multipleOf: 1 },
      when: { type: 'string', format: 'date' },
      cost: { type: 'object', format: 'money' },
      why: { type: 'string', format: 'multiline' },
      vendor: { type: 'string', format: 'record', recordSet: setId },
      urgent: { type: 'boolean' },
      kind: { enum: ['a', 'b'] },
      fixed: { const: 1 },
      lines: { type: 'array', minItems: 1, maxItems: 3, uniqueItems: true, items: { type: 'object', properties: { name: text }, required: ['name'], additionalProperties: false } },
    }, { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Leave', required: ['title'] })],
  ])('%s can be used', (_name, form) => expect(checkForm(form)).toEqual([]));

  test.each([null, 1, 'x', [], true, undefined])('is an object, not %p', (form) => expect(checkForm(form)).toEqual([{ pointer: '', detail: 'A form is a JSON Schema object.' }]));

  test.each<[string, unknown, string]>([
    ['of another type', { type: 'array', properties: {}, additionalProperties: false }, ''],
    ['without properties', { type: 'object', additionalProperties: false }, ''],
    ['open to what nobody sees', { type: 'object', properties: {} }, '/additionalProperties'],
    ['expressly open', { type: 'object', properties: {}, additionalProperties: true }, '/additionalProperties'],
    ['with a keyword that nobody checks', formOf({ a: { type: 'string', contentEncoding: 'base64' } }), '/properties/a/contentEncoding'],
    ['with a keyword misspelt', formOf({ a: { type: 'string', maxlength: 3 } }), '/properties/a/maxlength'],
    ['with a reference', formOf({ a: { type: 'string', $ref: 'https://example.com/x' } }), '/properties/a/$ref'],
    ['with alternatives', formOf({ a: { type: 'string', anyOf: [] } }), '/properties/a/anyOf'],
    ['with binary fractions', formOf({ a: { type: 'number' } }), '/properties/a/type'],
    ['with an unknown format', formOf({ a: { type: 'string', format: 'ipv4' } }), '/properties/a/format'],
    ['with a record of no set', formOf({ a: { type: 'string', format: 'record' } }), '/properties/a/recordSet'],
    ['with a record of a set called by a name', formOf({ a: { type: 'string', format: 'record', recordSet: 'Vendors' } }), '/properties/a/recordSet'],
    ['with a record that is no text', formOf({ a: { type: 'integer', format: 'record', recordSet: setId } }), '/properties/a/type'],
    ['with a record out of choices of its own', formOf({ a: { type: 'string', format: 'record', recordSet: setId, enum: ['v1'] } }), '/properties/a/enum'],
    ['with a set at what is no record', formOf({ a: { type: 'string', recordSet: setId } }), '/properties/a/recordSet'],
    ['with a pattern that is none', formOf({ a: { type: 'string', pattern: '(' } }), '/properties/a/pattern'],
    ['with a pattern too long', formOf({ a: { type: 'string', pattern: 'a'.repeat(201) } }), '/properties/a/pattern'],
    ['with a field of no type', formOf({ a: {} }), '/properties/a'],
    ['with a field that is no object', formOf({ a: true }), '/properties/a'],
    ['with a fault inside a list', formOf({ a: { type: 'array', items: { type: 'string', nope: 1 } } }), '/properties/a/items/nope'],
    ['with a fault under a name with a slash and a tilde', formOf({ 'a/b~c': { type: 'string', nope: 1 } }), '/properties/a~1b~0c/nope'],
    ['with a field named __proto__ at fault', formOf(own('{"__proto__": {"type": "string", "nope": 1}}')), '/properties/__proto__/nope'],
    ['with a keyword named __proto__', formOf({ a: own('{"type": "string", "__proto__": {}}') }), '/properties/a/__proto__'],
    ['with a keyword named constructor', formOf({ a: { type: 'string', constructor: 1 } }), '/properties/a/constructor'],
    ['with a nested object that is open', formOf({ a: { type: 'object', properties: {} } }), '/properties/a/additionalProperties'],
    ['with a list of anything', formOf({ a: { type: 'array' } }), '/properties/a/items'],
    ['with items that are no schema', formOf({ a: { type: 'array', items: [{ type: 'string' }] } }), '/properties/a/items'],
    ['with a type that does not exist', formOf({ a: { type: 'text' } }), '/properties/a/type'],
    ['with several types', formOf({ a: { type: ['string', 'null'] } }), '/properties/a'],
    ['with a pattern that never ends', formOf({ a: { type: 'string', pattern: '^(a+)+$' } }), '/properties/a/pattern'],
    ['with properties that are a list', { type: 'object', properties: [], additionalProperties: false }, ''],
    ['with a length that is no number', formOf({ a: { type: 'string', maxLength: '3' } }), '/properties/a/maxLength'],
    ['with a required that is no list', formOf({ a: text }, { required: 'a' }), '/required'],
    ['with a required field that is not there', formOf({ a: text }, { required: ['b'] }), '/required'],
    ['with an enum that is no list', formOf({ a: { enum: 'x' } }), '/properties/a/enum'],
    ['with a step of zero', formOf({ a: { type: 'integer', multipleOf: 0 } }), '/properties/a/multipleOf'],
    ['with a field named constructor', formOf({ constructor: { type: 'object', format: 'money' } }), '/properties/constructor'],
    ['with a field named toString within a list', formOf({ a: { type: 'array', items: formOf({ toString: text }) } }), '/properties/a/items/properties/toString'],
    ['with more choices than anybody reads', formOf({ a: { enum: Array.from({ length: 201 }, (_, index) => index) } }), '/properties/a/enum'],
    ['with choices as long as a book', formOf(Object.fromEntries(['a', 'b', 'c'].map((name) => [name, { enum: [name.repeat(7_000)] }]))), ''],
    ['with a fixed value as long as a book', formOf({ a: { const: 'é'.repeat(10_500) } }), ''],
    ['with 201 properties in all', formOf(Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`a${index}`, formOf(index < 100 ? { b: text } : {})]))), ''],
    ['of more than 64 KiB', formOf({ a: { type: 'string', description: 'x'.repeat(65_536) } }), ''],
    ['with an empty enum', formOf({ a: { enum: [] } }), '/properties/a/enum'],
  ])('%s is refused where the fault is', (_name, form, pointer) => {
    const problems = checkForm(form);
    expect(problems.map((problem) => problem.pointer)).toContain(pointer);
    for (const problem of problems) expect(problem.detail).toMatch(/^.{10,}\.$/);
  });

  test('nests six levels and no more', () => {
    const nest = (levels: number): Form => (levels === 0 ? text : formOf({ inner: nest(levels - 1) }));
    expect(checkForm(nest(6))).toEqual([]);
    expect(checkForm(nest(7))).toEqual([{ pointer: '/properties/inner'.repeat(7), detail: 'Forms nest at most 6 levels.' }]);
  });

  test('that nests for ever is answered', () => {
    let form: Form = text;
    for (let level = 0; level < 5000; level++) form = formOf({ inner: form });
    expect(checkForm(form)).toHaveLength(1);
  });
});

describe('content', () => {
  const form = formOf(
    {
      title: { type: 'string', minLength: 1, maxLength: 20 },
      days: { type: 'integer', minimum: 1 },
      kind: { type: 'string', enum: ['trip', 'tool'] },
      cost: { type: 'object', format: 'money' },
      why: { type: 'string', format: 'multiline' },
      when: { type: 'string', format: 'date' },
      vendor: { type: 'string', format: 'record', recordSet: setId },
      lines: { type: 'array', items: formOf({ name: text, count: { type: 'integer' } }, { required: ['name'] }) },
      place: formOf({ city: { type: 'string', minLength: 2 } }),
    },
    { required: ['title'] },
  );
  const pointersOf = (content: unknown) => checkContent(form, content).map(({ pointer }) => pointer);

  test.each<[string, Record<string, unknown>]>([
    ['the least', { title: 'Laptop' }],
    ['everything', { title: 'Laptop', days: 3, kind: 'tool', cost: { amount: '1200.50', currency: 'EUR' }, why: 'a\nb', when: '2026-11-21', vendor: 'vendor/1 ü', lines: [{ name: 'a', count: 1 }], place: { city: 'Ulm' } }],
    ['all digits of money', { title: 'x', cost: { amount: `${'9'.repeat(30)}.${'0'.repeat(29)}1`, currency: 'JPY' } }],
    ['no lines', { title: 'x', lines: [] }],
  ])('with %s is accepted', (_name, content) => expect(checkContent(form, content)).toEqual([]));

  test.each<[string, unknown, string[]]>([
    ['a field missing', {}, ['/title']],
    ['an empty text', { title: '' }, ['/title']],
    ['a text too long', { title: 'x'.repeat(21) }, ['/title']],
    ['a text where a number belongs', { title: 'x', days: '3' }, ['/days']],
    ['a fraction where a whole number belongs', { title: 'x', days: 1.5 }, ['/days']],
    ['too small a number', { title: 'x', days: 0 }, ['/days']],
    ['a choice that is not offered', { title: 'x', kind: 'car' }, ['/kind']],
    ['a date that is none', { title: 'x', when: '2026-02-30' }, ['/when']],
    ['a record without an id', { title: 'x', vendor: '' }, ['/vendor']],
    ['a record with an id of two lines', { title: 'x', vendor: 'a\nb' }, ['/vendor']],
    ['a record with an id longer than any that is kept', { title: 'x', vendor: 'v'.repeat(301) }, ['/vendor']],
    ['money as a number', { title: 'x', cost: { amount: 12, currency: 'EUR' } }, ['/cost/amount']],
    ['money with an exponent', { title: 'x', cost: { amount: '1e3', currency: 'EUR' } }, ['/cost/amount']],
    ['an amount below zero', { title: 'x', cost: { amount: '-5', currency: 'EUR' } }, ['/cost/amount']],
    ['an amount of minus zero', { title: 'x', cost: { amount: '-0.00', currency: 'EUR' } }, ['/cost/amount']],
    ['money with more than that', { title: 'x', cost: { amount: '5', currency: 'EUR', scale: 2 } }, ['/cost/scale']],
    ['five thousand values and one', { title: 'x', lines: Array.from({ length: 1000 }, () => [1, 2, 3, 4]) }, ['']],
    ['money without currency', { title: 'x', cost: { amount: '12' } }, ['/cost/currency']],
    ['money in an unknown shape', { title: 'x', cost: '12 EUR' }, ['/cost']],
    ['a currency in small letters', { title: 'x', cost: { amount: '12', currency: 'eur' } }, ['/cost/currency']],
    ['a fault in a list', { title: 'x', lines: [{ name: 'a' }, { name: 'b', count: 'x' }] }, ['/lines/1/count']],
    ['a field missing in a list', { title: 'x', lines: [{ count: 1 }] }, ['/lines/0/name']],
    ['a fault in an object', { title: 'x', place: { city: 'U' } }, ['/place/city']],
    ['two faults', { title: '', days: 0 }, ['/days', '/title']],
    ['a field that the form does not have', { title: 'x', extra: 1 }, ['/extra']],
    ['a field named __proto__', own('{"title": "x", "__proto__": {"admin": true}}'), ['/__proto__']],
    ['a field named constructor', { title: 'x', constructor: 1 }, ['/constructor']],
    ['a number that lost digits', { title: 'x', days: 2 ** 53 }, ['/days']],
    ['a number beyond all numbers', { title: 'x', days: Infinity }, ['/days']],
    ['a thousand and one lines', { title: 'x', lines: Array.from({ length: 1001 }, () => ({ name: 'a' })) }, ['/lines']],
    ['a name that cannot be stored', { title: 'x', 'a\u0000': 1 }, ['']],
    ['a NUL', { title: 'a\u0000b' }, ['/title']],
    ['half a surrogate pair', { title: 'a\ud800' }, ['/title']],
    ['a NUL inside a list', { title: 'x', lines: [{ name: '\u0000' }] }, ['/lines/0/name']],
    ['a list instead of an object', [], ['']],
    ['nothing', null, ['']],
    ['an object where a list belongs', { title: 'x', lines: { 0: { name: 'a' } } }, ['/lines']],
  ])('with %s is refused at that field', (_name, content, pointers) => {
    expect(pointersOf(content).sort()).toEqual(pointers);
    for (const { detail } of checkContent(form, content)) expect(detail).toMatch(/^.{5,}\.$/);
  });

  test('is safe from names that every object inherits, also in a form that was never checked', () => {
    const odd = formOf(own('{"__proto__": {"type": "integer"}, "constructor": {"type": "integer"}}'), { required: ['__proto__', 'constructor'] });
    expect(checkForm(odd).map(({ pointer }) => pointer)).toEqual(['/properties/__proto__', '/properties/constructor']);
    expect(checkContent(odd, own('{"__proto__": 3, "constructor": 3}'))).toEqual([]);
    expect(checkContent(odd, {}).map(({ pointer }) => pointer)).toEqual(['/__proto__', '/constructor']);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  test('under a field with a slash and a tilde is pointed at as RFC 6901 says', () => {
    expect(checkContent(formOf({ 'a/b~c': text }), { 'a/b~c': 1 }).map(({ pointer }) => pointer)).toEqual(['/a~1b~0c']);
  });

  test('that is nested for ever is answered', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 5000; level++) deep = { deep };
    expect(pointersOf({ title: 'x', deep })).toEqual(['/deep/deep/deep/deep/deep/deep/deep/deep']);
  });

  test('whose text is too long for its pattern is refused before the pattern is tried', () => {
    const patterned = formOf({ code: { type: 'string', pattern: '^a+a+$' } });
    expect(checkForm(patterned)).toEqual([]);
    const startedAt = performance.now();
    expect(checkContent(patterned, { code: `${'a'.repeat(100_000)}!` }).map(({ pointer }) => pointer)).toEqual(['/code']);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  test('is not changed by being checked', () => {
    const content = Object.freeze({ title: 'x', cost: Object.freeze({ amount: '1.10', currency: 'EUR' }) });
    expect(checkContent(Object.freeze(form), content)).toEqual([]);
    expect(content.cost.amount).toBe('1.10');
  });
});
