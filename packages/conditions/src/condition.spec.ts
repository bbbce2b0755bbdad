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

  test('knows what a requester is, where that was looked up, and keeps it; where it was not, it fails', () => {
    const compiled = compileCondition('"r" in requester.roles && (requester.managerId == null || "g" in requester.groups)');
    if (!compiled.ok) throw new Error(compiled.message);
    const { condition } = compiled;
    const askOf = (more: object) => condition.evaluate({ request: {}, requester: { unit: null, memberId: 'ann', name: 'Ann', ...more } });
    expect(askOf({ roles: ['q', 'r'], groups: [], managerId: null })).toEqual({ ok: true, result: true, inputs: { 'requester.roles': ['q', 'r'], 'requester.managerId': null, 'requester.groups': [] } });
    expect(askOf({ roles: ['r'], groups: ['h'], managerId: 'bob' })).toMatchObject({ ok: true, result: false });
    expect(askOf({})).toEqual({ ok: false, message: expect.stringContaining('There is no "requester.roles" here.') });
    const reads = (source: string) => { const one = compileCondition(source); return one.ok && one.condition.readsStanding(); };
    expect(['size(requester.groups) > 0', 'requester["managerId"] == null', 'has(requester.roles)', 'size(requester) > 3', 'requester.unit == null', 'request.roles == 1'].map(reads)).toEqual([true, true, true, true, false, false]);
  });

  test('takes big integers up to 64 bits, and says how to write greater ones', () => {
    expect(resultOf('request.n == 9223372036854775807', { n: 2n ** 63n - 1n })).toBe(true);
    expect(resultOf('request.n == -9223372036854775808', { n: -(2n ** 63n) })).toBe(true);
    for (const n of [2n ** 63n, -(2n ** 63n) - 1n]) expect(resultOf('request.n == 1', { n })).toBe(`The condition cannot be worked out: ${n} does not fit into 64 bits; write it as decimal("${n}").`);
  });

  test.each(['bool', 'bytes', 'double', 'int', 'list', 'map', 'null_type', 'string', 'type', 'uint'])('knows the type %s', (name) => {
    const typeOf: Record<string, string> = { bool: 'request.urgent', bytes: 'b"x"', double: '0.5', int: 'request.days', list: 'request.items', map: 'request.amount', null_type: 'request.nothing', string: 'request.title', type: 'type(1)', uint: '1u' };
    for (const [type, value] of Object.entries(typeOf)) expect(resultOf(`type(${value}) == ${name}`)).toBe(type === name);
  });

  test.each([
    ['request.items.exists_one(item, item.count > 2)', true],
    ['request.items.map(item, item.count > 2, item.name) == ["b"]', true],
    ['{"a": request.days, request.title: 2}["Laptop"] == 2', true],
    ['request.items[request.days - 2].name == "b"', true],
    ['request.items[1u].name == "b"', true],
    ['request.items[0] == {"name": "a", "count": 2}', true],
    ['has({"a": 1}.b)', false],
    ['[1].all(x, has(request.amount.currency))', true],
    ['-request.days == -3 && request.days % 2 == 1 && 3u == 3u', true],
    ['[request.title, "x"].exists(text, text.matches("^L.p"))', true],
  ])('%s is %s too', (source, expected) => expect(resultOf(source)).toBe(expected));

  test('treats null as absent for has() and in', () => {
    expect(resultOf('has(request.nothing) || "nothing" in request')).toBe(false);
  });

  test('keeps whole numbers whole up to the last that JSON holds, and other numbers as they are', () => {
    expect(resultOf('request.n == 9007199254740991 && type(request.n) == int', { n: 9007199254740991 })).toBe(true);
    for (const n of [0.5, 9007199254740992, -9007199254740992, 1e300]) expect(resultOf('type(request.n) == double', { n })).toBe(true);
    expect(resultOf('type(request.n) == int', { n: -9007199254740991 })).toBe(true);
    expect(resultOf('request.n == 0.5', { n: 0.5 })).toBe(true);
  });

  test.each([
    ['request.missing == 1', 'There is no "request.missing" here. Fill it in, or guard it in the condition with has(request.missing).'],
    ['request.amount.net > 1', 'There is no "request.amount.net" here. Fill it in, or guard it in the condition with has(request.amount.net).'],
    ['request.title.length > 1', 'There is no "request.title.length" here. Fill it in, or guard it in the condition with has(request.title.length).'],
    ['request.items.all(item, item.price > 1)', 'There is no "item.price" here. Fill it in, or guard it in the condition with has(item.price).'],
    ['request.items[7].name == "a"', 'A list is shorter than the condition expects. Guard the item with size(...) > n.'],
    ['request.days', 'The condition is neither true nor false. Make it a comparison, such as request.days > 3.'],
    ['request.amount.amount > 5', "The condition cannot be worked out: found no matching overload for '_>_' applied to '(string, int)'."],
    ['request.days / 0 == 1', 'The condition cannot be worked out: int divide by zero.'],
    ['request.amount.net.more > 1', 'There is no "request.amount.net" here. Fill it in, or guard it in the condition with has(request.amount.net).'],
    ['request.items[0].price > 1', 'There is no "request.items[0].price" here. Fill it in, or guard it in the condition with has(request.items[0].price).'],
    ['request["amount"].net > 1', 'There is no "request["amount"].net" here. Fill it in, or guard it in the condition with has(request["amount"].net).'],
    ['request["missing"] == 1', 'There is no "missing" where the condition looks for it. Fill it in, or guard it in the condition with has() or in.'],
    ['request.items[request.days - 2].price == 1', 'There is no "price" where the condition looks for it. Fill it in, or guard it in the condition with has() or in.'],
    ['{"a": 1}.b == 1', 'There is no "b" where the condition looks for it. Fill it in, or guard it in the condition with has() or in.'],
    ['request.items[-1].name == "a"', 'A list is shorter than the condition expects. Guard the item with size(...) > n.'],
    ['request.title', 'The condition is neither true nor false. Make it a comparison, such as request.days > 3.'],
    ['request.title && true', 'The condition cannot be worked out: type mismatch: expected bool, got string.'],
    ['decimal(1, 2) == decimal(1)', "The condition cannot be worked out: found no matching overload for 'decimal' applied to '(int, int)'."],
    ['request.decimal("1") == decimal(1)', "The condition cannot be worked out: found no matching overload for 'decimal' applied to 'map(dyn, dyn).(string)'."],
    ['startsWith(request.title, "L")', "The condition cannot be worked out: found no matching overload for 'startsWith' applied to '(string, string)'."],
    ['request.title.matches("(")', 'The condition cannot be worked out: error parsing regexp: missing closing ): `(`.'],
  ])('%s fails in a sentence', (source, message) => expect(ask(source)).toEqual({ ok: false, message }));

  test('fails in a short sentence even when the value at fault is long', () => {
    // An emoji is two code units: one of the two texts is cut within it.
    for (const text of ['x'.repeat(90_000), '😀'.repeat(45_000), `x${'😀'.repeat(45_000)}`]) {
      const answer = ask('int(request.text) > 1', { text });
      if (answer.ok) throw new Error('It was answered.');
      expect(answer.message).toHaveLength('The condition cannot be worked out: .'.length + 300);
      expect(answer.message.isWellFormed()).toBe(true);
    }
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
    ['request.days > 1 request', 17],
    ['request.in == 1', 8],
    ['"\\ud800" == "a"', null],
    ['"\\xzz" == "a"', null],
  ])('refuses %p and says where', (source, position) => {
    expect(compileCondition(source)).toEqual({ ok: false, message: expect.stringMatching(/^.{10,}\.$/), position });
  });

  test.each([
    ['limit > 1', 0, '"limit" is not known here. A condition speaks about request, requester and decisions.'],
    ['request.lower() == "x"', 7, 'There is no function "lower" here.'],
    ['google.protobuf.Duration{seconds: 1} == 1', 0, '"google.protobuf.Duration" cannot be made in a condition.'],
    ['request.days >= ', 13, 'This is not a CEL expression: found > but expecting end of input.'],
    ['request.in == 2', 8, 'This is not a CEL expression: reserved keyword.'],
    [`${'\n'.repeat(10)}request.title == request.in`, 35, 'This is not a CEL expression: reserved keyword.'],
    ['"\\ud800" == "b"', null, 'This is not a CEL expression: surrogate code points are not allowed.'],
    ['"\\xzz" == "b"', null, 'This is not a CEL expression: Invalid code point NaN.'],
    ['('.repeat(990), null, 'The condition is nested too deeply.'],
  ])('refuses %p in words', (source, position, message) => {
    expect(compileCondition(source)).toEqual({ ok: false, message, position });
  });

  test.each([
    ['zz.name == 1', 0],
    ['has(zz.name)', 4],
    ['zz.size() == 1', 0],
    ['size(zz) == 1', 5],
    ['true ? zz : 1', 7],
    ['request[zz] == 1', 8],
    ['[1, zz] == []', 4],
    ['{zz: 1} == {}', 1],
    ['{"a": zz} == {}', 6],
    ['zz.all(x, true)', 0],
    ['request.items.all(x, zz)', 21],
    ['request.items.map(x, zz, x) == []', 21],
    ['request.items.map(x, true, zz) == []', 27],
    ['request.items.all(zz, zz.count > 1) && zz', 39],
  ])('finds the name that is not known in %s', (source, position) => {
    expect(compileCondition(source)).toEqual({ ok: false, message: '"zz" is not known here. A condition speaks about request, requester and decisions.', position });
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
    for (let n = 0; n < 499; n++) compileCondition(`request.days > ${3000 + n}`);
    expect(compileCondition('request.days > 71')).toBe(first);
    for (let n = 0; n < 500; n++) compileCondition(`request.days > ${2000 + n}`);
    expect(compileCondition('request.days > 71')).not.toBe(first);
  });
});

describe('the fields that an answer can depend on', () => {
  test.each([
    ['request.note == "abroad"', true],
    ['request["note"] == "abroad"', true],
    ['has(request.note)', true],
    ['true || request.note.more[0] == 1', true],
    ['[1].exists(n, request.note == n)', true],
    ['request.exists(name, name == "x")', true],
    ['request[request.name] == 1', true],
    ['"note" in request', true],
    ['request == request', true],
    ['request.notes == "note" && request.days.note == 1', false],
    ['requester.unit == "note"', false],
    ['[{"note": 1}].all(request, request.note == 1)', false],
    ['true', false],
  ])('%s reads the note: %s', (source, expected) => {
    const compiled = compileCondition(source);
    expect(compiled.ok && compiled.condition.reads('note')).toBe(expected);
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

  test('are found wherever they are read', () => {
    const inputs = { 'request.days': 3, 'request.title': 'Laptop' };
    for (const source of [
      '[request.days, size(request.title)] != []',
      '{request.title: request.days} != {}',
      'request.days > 9 ? false : request.title != ""',
      '[1].all(x, request.days > x && request.title.startsWith("L"))',
      'request.title.size() > request.days',
    ]) expect([source, inputsOf(source)]).toEqual([source, inputs]);
    expect(inputsOf('request.items[request.days - 2].name == "b"')).toEqual({ 'request.items': content.items, 'request.days': 3 });
    expect(inputsOf('request.items[1u].name == "b"')).toEqual({ 'request.items': content.items });
    expect(inputsOf('size(request.items[0]["name"]) == 1 && request == request')).toEqual({ 'request.items[0]["name"]': 'a', request: content });
    expect(inputsOf('type(request.days) == int || [1].exists(type, type == 1)')).toEqual({ 'request.days': 3 });
    expect(inputsOf('[1].all(requester, requester == 1) && requester.unit == "Sales"')).toEqual({ 'requester.unit': 'Sales' });
  });

  test('hold what is there, null included, and nothing that only the language or a text or a list has', () => {
    expect(inputsOf('request.nothing == null')).toEqual({ 'request.nothing': null });
    expect(inputsOf('has(request.nothing)')).toEqual({ 'has(request.nothing)': false });
    expect(inputsOf('true || request.nothing.more == 1 || request.title.length == 1 || request.constructor == 1 || request.items[9] == 1')).toEqual({});
  });

  test('write big integers as text, alone and within', () => {
    expect(inputsOf('request.n == 5', { n: 5n })).toEqual({ 'request.n': '5' });
    expect(inputsOf('request.list[1].n == 6 && request.list == request.list', { list: [5n, { n: 6n }] })).toEqual({ 'request.list[1].n': '6', 'request.list': ['5', { n: '6' }] });
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
    const longest = 'x'.repeat(3998);
    expect(inputsOf('request.text != ""', { text: longest })).toEqual({ 'request.text': longest });
    expect(inputsOf('request.text != ""', { text: `${longest}x` })).toEqual({ 'request.text': '4001 characters, too long to repeat here' });
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

  test.each<[string, unknown, string]>([
    ['a date', { when: new Date(0) }, 'the content holds something that is no JSON'],
    ['a map', { when: new Map() }, 'the content holds something that is no JSON'],
    ['a function', { when: () => 1 }, 'a function is no JSON'],
    ['undefined', { when: undefined }, 'a undefined is no JSON'],
    ['an integer beyond 64 bits', { when: 2n ** 70n }, '1180591620717411303424 does not fit into 64 bits; write it as decimal("1180591620717411303424")'],
    ['a list in its place', [], 'the content is not an object'],
    ['a text in its place', 'text', 'the content is not an object'],
    ['null in its place', null, 'the content is not an object'],
  ])('%s is refused in a sentence', (_name, request, why) => {
    expect(ask('true', request as Record<string, unknown>)).toEqual({ ok: false, message: `The condition cannot be worked out: ${why}.` });
  });

  test('an object without a prototype is one like any other', () => {
    const bare = Object.assign(Object.create(null) as Record<string, unknown>, { n: 1 });
    expect(resultOf('request.inner.n == 1', { inner: bare })).toBe(true);
  });
});
