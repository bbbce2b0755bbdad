import { describe, expect, test } from '@jest/globals';
import { checkCondition, conditionScope } from './index.js';

const form = { type: 'object', properties: { title: { type: 'string' }, days: { type: 'integer' }, urgent: { type: 'boolean' }, items: { type: 'array', items: { type: 'integer' } } }, required: ['title', 'days', 'urgent', 'items'] };
const scope = conditionScope({ form });

/** The parts of a source that something is told of. */
const spots = (source: string) => checkCondition(source, scope).map(({ offset, length }) => source.slice(offset, offset + length));

test.each<[string, ...string[]]>([
  // A part ends where its last text does, whatever is in that.
  ['request.days == "a b)" && request.urgent', 'request.days == "a b)"'],
  ["request.days == 'a \"b' && request.urgent", "request.days == 'a \"b'"],
  ['request.days == "a \\" b" && request.urgent', 'request.days == "a \\" b"'],
  ["request.days == 'a \\' b' && request.urgent", "request.days == 'a \\' b'"],
  ['request.days == """a "b" \n c)""" && request.urgent', 'request.days == """a "b" \n c)"""'],
  ["request.days == '''a 'b' \n c)''' && request.urgent", "request.days == '''a 'b' \n c)'''"],
  ['request.days == """""" && request.urgent', 'request.days == """"""'],
  ['request.days == r"a\\" && request.urgent', 'request.days == r"a\\"'],
  ['request.days == b"a b" && request.urgent', 'request.days == b"a b"'],
  ['request.days == bR"a\\" && request.urgent', 'request.days == bR"a\\"'],
  ["request.days == r'a\\' && request.urgent", "request.days == r'a\\'"],
  ['request.days == R"""a "b" \nc\\""" && request.urgent', 'request.days == R"""a "b" \nc\\"""'],
  ["request.days == r'''a 'b' \nc\\''' && request.urgent", "request.days == r'''a 'b' \nc\\'''"],
  ['request.days == """a \\""" b""" && request.urgent', 'request.days == """a \\""" b"""'],
  ["request.days == '''a \\''' b''' && request.urgent", "request.days == '''a \\''' b'''"],
  ['"a)" == request.days && request.urgent', '"a)" == request.days'],
  // Numbers, with all that belongs to them.
  ['request.title == 12.50 && request.urgent', 'request.title == 12.50'],
  ['request.title == -12 && request.urgent', 'request.title == -12'],
  ['request.title == 0x1F && request.urgent', 'request.title == 0x1F'],
  ['request.title == 12u&& request.urgent', 'request.title == 12u'],
  // Fields, calls and brackets, nested, with spaces and without any argument.
  ['request . gone == 1 && request.urgent', 'request . gone'],
  ['(request.title.size() > "a") && request.urgent', 'request.title.size() > "a"'],
  ['request.urgent && size() > 1', 'size()'],
  ['request.urgent && request.days.size() > 1', 'request.days.size()'],
  ['request.urgent && request.days . size() > 1', 'request.days . size()'],
  ['request.urgent && size(request.days) > 1', 'size(request.days)'],
  ['size(size(request.items)) > 1', 'size(size(request.items))'],
  ['!(request.days) || request.urgent', 'request.days'],
  ['(request.days)||(request.title)', 'request.days', 'request.title'],
  ['request.urgent == (request.days) && true', 'request.urgent == (request.days)'],
  ['[1, [2, 3]] == request.days && request.urgent', '[1, [2, 3]] == request.days'],
  ['request.days == {"a": [1]} && request.urgent', 'request.days == {"a": [1]}'],
  ['request.days == [] && request.urgent', 'request.days == []'],
  ['request.days == {} && request.urgent', 'request.days == {}'],
  ['request.items[request.title] == 1 && request.urgent', 'request.title'],
  ['request.items["a"] == 1 && request.urgent', 'request.items["a"]'],
  ['request.items.map(item, item) == request.days && request.urgent', 'request.items.map(item, item) == request.days'],
  ['request.days == request.items.filter(item, item > 1) && request.urgent', 'request.days == request.items.filter(item, item > 1)'],
  ['request.items.all(item, item == "a") && request.urgent', 'item == "a"'],
  ['request.urgent ? request.days : 3', 'request.urgent ? request.days : 3'],
  // What is no expression is shown from where that shows, or as a whole.
  ['request.days = 3', '='],
  ['request.days >= 3 3', '3'],
  ['"\\xzz" == "b"', '"\\xzz" == "b"'],
  ['', ''],
  ['request.urgent &&', '&'],
  ['(', ''],
])('%s', (source, ...parts) => expect(spots(source)).toEqual(parts));

test('line and column are counted from one, of whichever line', () => {
  const source = 'request.gone == 1\n  || request.lost == 1\n||\n\nrequest.missing == 1';
  expect(checkCondition(source, scope)).toEqual([
    { offset: 0, length: 12, line: 1, column: 1, message: expect.stringContaining('request.gone') },
    { offset: 23, length: 12, line: 2, column: 6, message: expect.stringContaining('request.lost') },
    { offset: 45, length: 15, line: 5, column: 1, message: expect.stringContaining('request.missing') },
  ]);
  expect(checkCondition('\n\n\nrequest.gone == 1', scope)).toMatchObject([{ offset: 3, line: 4, column: 1 }]);
  expect(checkCondition('(', scope)).toMatchObject([{ offset: 1, length: 0, line: 1, column: 2 }]);
  expect(checkCondition('😀', scope)).toMatchObject([{ line: 1, column: 1 }]);
});

describe('a source that is too long', () => {
  test('is shown from where it is too long', () => {
    const source = `${'request.urgent ||\n'.repeat(60)}true`;
    expect(checkCondition(source, scope)).toEqual([{ message: `A condition has at most 1000 characters; this one has ${source.length}.`, offset: 1000, length: 1, line: 56, column: 11 }]);
  });
});
