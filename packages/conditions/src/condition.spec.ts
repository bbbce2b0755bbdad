import { describe, expect, test } from '@jest/globals';
import { compileCondition, sourceMaxCharacters, type Evaluation } from './index.js';

const content = {
  title: 'Laptop',
  amount: { amount: '5000.00', currency: 'EUR' },
  days: 3,
  urgent: false,
  nothing: null,
  items: [{ name: 'a', count: 2 }, { name: 'b', count: 5 }],
};

function ask(source: string, request: Record<string, unknown> = content, unit: string | null = 'Sales'): Evaluation {
  const compiled = compileCondition(source);
  if (!compiled.ok) throw new Error(`${source}: ${compiled.message}`);
  return compiled.condition.evaluate({ request, requester: { unit } });
}
const resultOf = (source: string, request?: Record<string, unknown>, unit?: string | null) => {
  const answer = ask(source, request, unit);
  return answer.ok ? answer.result : answer.message;
};

describe('a condition', () => {
  test.each([
    ['request.days > 2', true],
    ['request.days == 3', true],
    ['request.days * 2 - 1 == 5', true],
    ['request.title == "Laptop" && !request.urgent', true],
    ['requester.unit in ["Sales", "Legal"]', true],
    ['request.items.exists(item, item.count > 4)', true],
    ['request.items.all(item, item.count > 4)', false],
    ['request.items.filter(item, item.count > 4).map(item, item.name) == ["b"]', true],
    ['request.items.map(item, item.count) + [9] == [2, 5, 9]', true],
    ['size(request.items) == 2 && request.items[1].name == "b"', true],
    ['request["title"].startsWith("Lap")', true],
    ['request.nothing == null', true],
    ['has(request.missing) && request.missing > 1', false],
    ['has(request.title) ? request.title != "" : false', true],
    ['request.urgent ? request.missing > 1 : request.days > 1', true],
  ])('%s is %s', (source, expected) => expect(resultOf(source)).toBe(expected));

  test('knows a requester without a unit', () => {
    expect(resultOf('requester.unit == null', content, null)).toBe(true);
    expect(resultOf('requester.unit == "Sales"', content, null)).toBe(false);
  });

  test('treats null as absent for has() and in', () => {
    expect(resultOf('has(request.nothing) || "nothing" in request')).toBe(false);
  });

  test('keeps whole numbers whole up to the last that JSON holds, and other numbers as they are', () => {
    expect(resultOf('request.n == 9007199254740991 && type(request.n) == int', { n: 9007199254740991 })).toBe(true);
    expect(resultOf('request.n == 0.5 && type(request.n) == double', { n: 0.5 })).toBe(true);
  });

  test.each([
    ['request.missing == 1', 'There is no "request.missing" here. Fill it in, or guard it in the condition with has(request.missing).'],
    ['request.amount.net > 1', 'There is no "request.amount.net" here. Fill it in, or guard it in the condition with has(request.amount.net).'],
    ['request.title.length > 1', 'There is no "request.title.length" here. Fill it in, or guard it in the condition with has(request.title.length).'],
    ['request.items.all(item, item.price > 1)', 'There is no "item.price" here. Fill it in, or guard it in the condition with has(item.price).'],
    ['request.items[7].name == "a"', 'A list is shorter than the condition expects. Guard the item with size(...) > n.'],
    ['request.days', 'The condition is neither true nor false. Make it a comparison, such as request.days > 3.'],
    ['request.amount.amount > 5', "The condition cannot be worked out: found no matching overload for '_>_' applied to '(string, int)'."],
    ['request.days / 0 == 1', expect.stringContaining('cannot be worked out')],
  ])('%s fails in a sentence', (source, message) => expect(ask(source)).toEqual({ ok: false, message }));

  test('fails in a short sentence even when the value at fault is long', () => {
    const answer = ask('int(request.text) > 1', { text: 'x'.repeat(90_000) });
    expect(answer.ok).toBe(false);
    if (!answer.ok) expect(answer.message.length).toBeLessThan(400);
  });
});

describe('compiling', () => {
  test.each([
    ['request.days =! 3', 13],
    ['request.days > ', 13],
    ['', 0],
    ['budget.left > 1', 0],
    ['request.days > 1 && requestor.unit == "x"', 20],
    ['request.items.all(item, itm.count > 1)', 24],
    ['request.days > 1 || lower(request.title) == "x"', 20],
    ['constructor == 1', 0],
    ['__proto__ == 1', 0],
    ['toString == 1', 0],
    ['google.protobuf.Duration{seconds: 1} == 1', 0],
    ['@turn(true, 1)', 0],
  ])('refuses %p and says where', (source, position) => {
    expect(compileCondition(source)).toEqual({ ok: false, message: expect.stringMatching(/^.{10,}\.$/), position });
  });

  test(`refuses more than ${sourceMaxCharacters} characters and takes exactly as many`, () => {
    const longest = `"${'x'.repeat(sourceMaxCharacters - 8)}" != ""`;
    expect(longest).toHaveLength(sourceMaxCharacters);
    expect(resultOf(longest)).toBe(true);
    expect(compileCondition(`${longest} `)).toEqual({ ok: false, message: 'A condition has at most 1000 characters; this one has 1001.', position: 1000 });
  });

  test('gives the same condition for the same source, and forgets the least used', () => {
    const first = compileCondition('request.days > 71');
    expect(compileCondition('request.days > 71')).toBe(first);
    for (let n = 0; n < 499; n++) compileCondition(`request.days > ${1000 + n}`);
    expect(compileCondition('request.days > 71')).toBe(first);
    for (let n = 0; n < 500; n++) compileCondition(`request.days > ${2000 + n}`);
    expect(compileCondition('request.days > 71')).not.toBe(first);
  });
});

describe('the inputs of an answer', () => {
  const inputsOf = (source: string, request?: Record<string, unknown>) => {
    const answer = ask(source, request);
    return answer.ok ? answer.inputs : answer.message;
  };

  test('are the values at the paths as written, in JSON', () => {
    expect(inputsOf('decimal(request.amount.amount) > decimal("1") && request.days == 3 && requester.unit == "Sales"')).toEqual({
      'request.amount.amount': '5000.00',
      'request.days': 3,
      'requester.unit': 'Sales',
    });
    expect(inputsOf('request["title"] == "x" || request.items[1].count > 1')).toEqual({ 'request["title"]': 'Laptop', 'request.items[1].count': 5 });
  });

  test('say of a guard whether the value was there, and leave out what was not', () => {
    expect(inputsOf('has(request.missing) && request.missing > 1')).toEqual({ 'has(request.missing)': false });
    expect(inputsOf('has(request.days) && request.days > 1')).toEqual({ 'has(request.days)': true, 'request.days': 3 });
  });

  test('hold a whole list where a macro goes through it, but not the variable of the macro', () => {
    expect(inputsOf('request.items.exists(item, item.count > request.days)')).toEqual({ 'request.items': content.items, 'request.days': 3 });
    expect(inputsOf('[1].all(request, request == 1)')).toEqual({});
  });

  test('name what is too long instead of repeating it', () => {
    const items = Array.from({ length: 900 }, (_, n) => n * 1000);
    expect(inputsOf('request.items.all(item, item >= 0)', { items })).toEqual({ 'request.items': 'a list of 900 items, too long to repeat here' });
  });

  test('change when the input changes, not the input when they do', () => {
    const request = { items: [{ count: 1 }] };
    const answer = ask('request.items.exists(item, item.count > 0)', request);
    if (!answer.ok) throw new Error(answer.message);
    (answer.inputs['request.items'] as unknown[]).push('more');
    expect(request.items).toEqual([{ count: 1 }]);
  });
});

describe('odd content', () => {
  const odd = ['', ' ', '\u0000', '\u202e\u0061', 'ﷺ', '𝒜', '👩‍👩‍👧', "'; drop table requests; --", '${7*7}', '"', '\\', '\n\r\t', '<script>', 'null', 'undefined', 'NaN', '1e400', '__proto__', 'constructor', 'toString', '\ud800'];

  test.each(odd)('%j is a text like any other', (text) => {
    expect(resultOf('request.a == request.b && request.a in request.list && request.a != "other"', { a: text, b: text, list: [text] })).toBe(true);
  });

  test.each(odd)('%j is a property name like any other', (name) => {
    const request = JSON.parse(`{${JSON.stringify(name)}: 7}`) as Record<string, unknown>;
    expect(resultOf('request.all(name, request[name] == 7) && size(request) == 1', request)).toBe(true);
  });

  test('what an object inherits is not there', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      expect(resultOf(`has(request.${name}) || "${name}" in request`, {})).toBe(false);
      expect(ask(`request.${name} == 1`, {}).ok).toBe(false);
    }
    const request = JSON.parse('{"__proto__": {"admin": true}}') as Record<string, unknown>;
    expect(resultOf('has(request.admin)', request)).toBe(false);
    const answer = ask('request.__proto__.admin', request);
    expect(answer).toEqual({ ok: true, result: true, inputs: { 'request.__proto__.admin': true } });
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  test.each([
    ['a date', { when: new Date(0) }],
    ['a function', { when: () => 1 }],
    ['undefined', { when: undefined }],
    ['an integer beyond 64 bits', { when: 2n ** 70n }],
  ])('%s in it is refused in a sentence', (_name, request) => {
    const answer = ask('true', request as Record<string, unknown>);
    expect(answer).toEqual({ ok: false, message: expect.stringContaining('cannot be worked out') });
  });
});
