import { describe, expect, test } from '@jest/globals';
import { checkCondition, conditionScope } from './index.js';

/** What is told of a condition where the form has one property, which has to be filled in. */
function told(schema: unknown, source: string) {
  return checkCondition(source, conditionScope({ form: { type: 'object', properties: { it: schema }, required: ['it'] } })).map(({ message }) => message);
}

describe('what a form says of a property', () => {
  // What a property is shows in what it is compared with: each of these is told of wherever its kind is known.
  test.each<[string, unknown, string]>([
    ['text', { type: 'string' }, 'text'],
    ['a whole number', { type: 'integer' }, 'a whole number'],
    ['true or false', { type: 'boolean' }, 'true or false'],
    ['a list', { type: 'array' }, 'a list'],
    ['an object', { type: 'object', properties: {} }, 'an object'],
    ['an object of which nothing else is said', { type: 'object' }, 'an object'],
    ['money', { type: 'object', format: 'money' }, 'an amount of money'],
    ['one of some texts', { enum: ['a', 'b'] }, 'text'],
    ['one of some whole numbers', { enum: [1, 2] }, 'a whole number'],
    ['one of true and false', { enum: [true, false] }, 'true or false'],
    ['always the same text', { const: 'a' }, 'text'],
    ['always the same number', { const: 3 }, 'a whole number'],
    ['one of some, whatever its type is said to be', { type: 'integer', enum: ['a', 'b'] }, 'text'],
  ])('%s', (_name, schema, kind) => {
    expect(told(schema, 'request.it == b"x"')).toEqual([`“request.it” is ${kind} and “b"x"” is bytes: they are never equal. ${kind === 'an amount of money' ? 'Write decimal(request.it.amount), and the other as decimal(…).' : 'Compare what is alike.'}`]);
  });

  test.each<[string, unknown]>([
    ['a number of either kind', { type: 'number' }],
    ['one of several types', { type: ['string', 'null'] }],
    ['nothing', {}],
    ['anything', true],
    ['no schema', null],
    ['no schema either', 'text'],
    ['one of texts and numbers', { enum: ['a', 1] }],
    ['one of numbers with and without a fraction', { enum: [1, 1.5] }],
    ['one of true and a text', { enum: [true, 'a'] }],
    ['one of what is no list', { enum: 'a' }],
    ['always the same fraction', { const: 0.5 }],
  ])('%s: nothing is known of it, and nothing told', (_name, schema) => {
    for (const source of ['request.it == b"x"', 'request.it > 1.5', 'request.it', 'request.it.a.b', 'request.it[0] == 1', 'size(request.it) > 1', 'request.it.all(x, x > 1)', '"a" in request.it']) expect(told(schema, source)).toEqual([]);
  });

  test('null alone', () => {
    expect(told({ type: 'null' }, 'request.it == null')).toEqual([]);
    expect(told({ type: 'null' }, 'request.it == 3')).toEqual(['3 is never null: what is not filled in is missing. Ask has(…) instead.']);
  });

  test('a list of some, or of anything', () => {
    expect(told({ type: 'array', items: { type: 'integer' } }, 'request.it[0] == b"x"')).toEqual(['“request.it[0]” is a whole number and “b"x"” is bytes: they are never equal. Compare what is alike.']);
    expect(told({ type: 'array' }, 'request.it[0] == b"x" && request.it[0].a')).toEqual([]);
  });

  test('money has an amount, which is digits, and a currency', () => {
    expect(told({ format: 'money' }, 'request.it.currency == "EUR" && decimal(request.it.amount) > 3')).toEqual([]);
    expect(told({ format: 'money' }, 'request.it.value == 3')).toEqual(['There is no “request.it.value”. Known are amount, currency.']);
  });

  test('an object has the properties that are said and no others, and may leave out what is not required', () => {
    expect(told({ type: 'object', properties: { a: { type: 'integer' }, b: { type: 'integer' } }, required: ['a'] }, 'request.it.a == 1 && has(request.it.b)')).toEqual([]);
    expect(told({ type: 'object', properties: { a: { type: 'integer' } } }, 'request.it.a == 1')).toEqual(['“request.it.a” may be left out, and the condition would fail then. Ask for it first: has(request.it.a) && …']);
    expect(told({ type: 'object' }, 'request.it.a == 1')).toEqual(['There is no “request.it.a”. It has no fields.']);
  });
});

describe('what there is to name is named, up to twelve', () => {
  const named = (count: number) => Array.from({ length: count }, (_, n) => `n${n + 1}`);
  const properties = (count: number) => Object.fromEntries(named(count).map((name) => [name, true]));

  test('of the properties', () => {
    expect(told({ type: 'object', properties: properties(12) }, 'request.it.a')).toEqual([`There is no “request.it.a”. Known are ${named(12).join(', ')}.`]);
    expect(told({ type: 'object', properties: properties(13) }, 'request.it.a')).toEqual([`There is no “request.it.a”. Known are ${named(12).join(', ')} and more.`]);
  });

  test('of the choices', () => {
    const quoted = named(12).map((name) => `"${name}"`).join(', ');
    expect(told({ enum: named(12) }, 'request.it == "a"')).toEqual([`“request.it” is never that. It is one of ${quoted}.`]);
    expect(told({ enum: named(13) }, 'request.it == "a"')).toEqual([`“request.it” is never that. It is one of ${quoted} and more.`]);
  });
});

describe('what cannot be chosen', () => {
  test.each<[string, unknown, string, string[]]>([
    ['is told of from either side', { enum: ['a', 'b'] }, '"c" == request.it', ['“request.it” is never that. It is one of "a", "b".']],
    ['where there is but one to choose as well', { const: 'a' }, 'request.it == "c"', ['“request.it” is never that. It is one of "a".']],
    ['from either side', { enum: ['a'] }, '"c" == request.it', ['“request.it” is never that. It is one of "a".']],
    ['in a list', { enum: ['a', 'b'] }, 'request.it in ["c", "d"]', ['“request.it” is never that. It is one of "a", "b".']],
    ['but not where one of a list is', { enum: ['a', 'b'] }, 'request.it in ["c", "b"] && request.it != "a"', []],
    ['as a property, where none of them is one', { enum: ['a', 'b'] }, 'request.it in request', ['There is no "a" or "b" in “request”. Known are it.']],
    ['but not where one of them is one', { enum: ['a', 'it'] }, 'request.it in request', []],
    ['and of the first that is not there', { enum: ['it', 'a', 'b'] }, 'request[request.it] == "c"', ['There is no “request["a"]”. Known are it.']],
    ['of a list once', { type: 'array' }, 'request.it[true ? "a" : "b"]', ['“request.it” is a list, which has no fields. Leave ["a"] out.']],
  ])('%s', (_name, schema, source, messages) => expect(told(schema, source)).toEqual(messages));
});
