import { describe, expect, test } from '@jest/globals';
import { checkCondition, compileCondition, conditionScope } from './index.js';

const form = {
  type: 'object',
  properties: { title: { type: 'string' }, days: { type: 'integer' }, urgent: { type: 'boolean' }, amount: { format: 'money' }, trip: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }, items: { type: 'array', items: { type: 'integer' } } },
  required: ['title', 'days', 'urgent', 'amount', 'trip', 'items'],
};
const scope = conditionScope({ form });
const told = (source: string) => checkCondition(source, scope).map(({ message }) => message);
const content = { title: '2026-03-01T10:30:00Z', days: 3, urgent: true, amount: { amount: '5000.00', currency: 'EUR' }, trip: { city: 'Lagos' }, items: [1, 2] };
function answerOf(source: string) {
  const compiled = compileCondition(source);
  return compiled.ok ? compiled.condition.evaluate({ request: content, requester: { unit: 'Sales', memberId: 'ann', name: 'Ann', managerId: null, roles: [], groups: [] } }) : compiled;
}

describe('values that go together', () => {
  test.each([
    // Numbers of any kind.
    'request.days == 3.0 && 3.0 == request.days && 3u == request.days && request.days == 3u && 3.0 == 3u',
    'request.days < 3.5 && 2u < request.days && 2.5 < 3u',
    'request.days + 1 == 4 && request.days - 1 == 2 && request.days * 2 == 6 && request.days / 2 == 1 && request.days % 2 == 1',
    '1.5 + 1.5 == 3.0 && 1u + 2u == 3u && -request.days == -3 && -1.5 < 0.0',
    // Decimals with whole numbers.
    'decimal(request.amount.amount) == 5000 && 5000 == decimal(request.amount.amount) && decimal(request.amount.amount) == decimal("5000")',
    'decimal(request.amount.amount) in [5000, 6000] && 4999 < decimal(request.amount.amount)',
    // Texts.
    'request.title + "!" == "2026-03-01T10:30:00Z!" && request.title < "3" && string(request.days) == "3" && string(request.days).startsWith("3")',
    // Texts that may be null, from either side, and each other.
    '"Sales" == requester.unit && requester.unit == "Sales" && null != requester.unit && requester.unit != requester.managerId',
    'requester.unit in ["Sales"] && type(requester.unit) == string && type(requester.managerId) == null_type && dyn(requester.managerId) == null',
    // Lists.
    'request.items == [1, 2] && request.items + [3] == [1, 2, 3] && [] != request.items && [[1]] != [[2]] && [[], [1]] == [[], [1]]',
    'request.items == [1.0, 2.0] && size(request.items) == 2 && request.items.size() == 2 && 2 in request.items && request.items[0] == 1 && request.items[1u] == 2 && request.items[dyn(0)] == 1',
    '[].all(x, x) && [].all(x, x > 3 && x == 1 && x.contains("a") && x.a == 1 && x[0] == 1 && x in x && [1][x] == 1 && x.all(y, y == 1) && !x)',
    '[1, "a"].exists(x, x == 1) && [1, "a"].exists(x, x == "a") && [[1], ["a"]].exists(x, x == [1]) && [[1], ["a"]].exists(x, x == ["a"]) && [[1], 2].exists(x, x == 2) && [2, [1]].exists(x, x == [1]) && [[1], []].exists(x, x == [1])',
    // Maps, and objects, which are maps as well.
    'request.trip == {"city": "Lagos"} && {"city": "Lagos"} == request.trip && {"a": 1} == {"a": 1} && {"a": 1}["a"] == 1 && {"a": 1}.a == 1 && {}["a"] == 1 || true',
    'size(request) == 6 && request.trip.size() == 1 && size({"a": 1}) == 1 && "a" in {"a": 1} && request.trip[request.title.size() > 3 ? "city" : "city"] == "Lagos"',
    'request.trip.all(name, name == "city") && {"a": 1}.all(key, key == "a") && {1: "a"}.exists(key, key == 1) && request.trip.exists(name, request.trip[name] == "Lagos")',
    // Times and lengths of time.
    'timestamp(request.title) < timestamp("2027-01-01T00:00:00Z") && timestamp("2027-01-01T00:00:00Z") - timestamp(request.title) > duration("24h")',
    'timestamp(request.title) + duration("36h") == timestamp("2026-03-02T22:30:00Z") && duration("1h") + duration("30m") == duration("90m")',
    'timestamp(request.title).getFullYear() == 2026 && timestamp(request.title).getHours("Europe/Berlin") == 11 && duration("90m").getHours() == 1 && string(duration("60s")) == "60s"',
    'timestamp(request.title).getDayOfWeek() in [0, 6] && int(duration("60s")) == 60 && timestamp(request.title).getMonth() == 2',
    // Bytes, types, and what is either.
    'bytes(request.title) == b"2026-03-01T10:30:00Z" && size(b"ab") == 2 && type(request.days) == int && type(type(1)) == type',
    '(request.urgent ? 1 : 2) == 1 && (request.urgent ? "a" : request.title) == "a" && (request.urgent ? 1 : "a") == 1 && (request.urgent ? request.items : []) == [1, 2]',
    '(request.urgent ? "a" : request.title) != "b" && (request.urgent ? request.title : "a") != "b" && (request.urgent ? request.title : string(1)) != "b"',
    'bool("true") && bool(request.urgent) && double("0.5") < 1 && uint(request.days) == 3u && dyn(request.title) != 3',
  ])('%s', (source) => {
    expect(told(source)).toEqual([]);
    expect(answerOf(source)).toMatchObject({ ok: true, result: true });
  });
});

describe('values that do not, with what each of them is', () => {
  const unequal = (one: string, other: string) => `${one} and ${other}: they are never equal. Compare what is alike.`;
  const uncompared = (one: string, other: string, operator = '>') => `${one} and ${other}: they cannot be compared by ${operator}. Compare what is alike.`;
  test.each<[string, string]>([
    ['request.urgent == request.days', unequal('“request.urgent” is true or false', '“request.days” is a whole number')],
    ['request.title == request.days', unequal('“request.title” is text', '“request.days” is a whole number')],
    ['request.urgent > request.days', uncompared('“request.urgent” is true or false', '“request.days” is a whole number')],
    ['request.urgent == 1u', unequal('“request.urgent” is true or false', '1u is a whole number of the kind 1u')],
    ['request.urgent == 1.5', unequal('“request.urgent” is true or false', '1.5 is a number with a fraction')],
    ['b"x" == request.urgent', unequal('“b"x"” is bytes', '“request.urgent” is true or false')],
    ['request.title == b"x"', unequal('“request.title” is text', '“b"x"” is bytes')],
    ['request.trip == request.days', unequal('“request.trip” is an object', '“request.days” is a whole number')],
    ['request.days == {"a": 1}', unequal('“request.days” is a whole number', '“{"a": 1}” is a map')],
    ['request.items == request.days', unequal('“request.items” is a list', '“request.days” is a whole number')],
    ['request.days == request.items', unequal('“request.days” is a whole number', '“request.items” is a list')],
    ['request.items == ["a"]', unequal('“request.items” is a list', '“["a"]” is a list')],
    ['request.items == request.trip', unequal('“request.items” is a list', '“request.trip” is an object')],
    ['timestamp(request.title) == request.days', unequal('“timestamp(request.title)” is a point in time', '“request.days” is a whole number')],
    ['request.days == duration(request.title)', unequal('“request.days” is a whole number', '“duration(request.title)” is a length of time')],
    ['timestamp(request.title) > duration("1h")', uncompared('“timestamp(request.title)” is a point in time', '“duration("1h")” is a length of time')],
    ['timestamp(request.title) - timestamp(request.title) == request.days', unequal('“timestamp(request.title) - timestamp(request.title)” is a length of time', '“request.days” is a whole number')],
    ['timestamp(request.title) + duration("1h") == request.days', unequal('“timestamp(request.title) + duration("1h")” is a point in time', '“request.days” is a whole number')],
    ['type(request.days) == request.days', unequal('“type(request.days)” is a type', '“request.days” is a whole number')],
    ['request.days == requester.unit', unequal('“request.days” is a whole number', '“requester.unit” is text or null')],
    ['requester.unit == request.days', unequal('“requester.unit” is text or null', '“request.days” is a whole number')],
    ['null == request.title', '“request.title” is never null: what is not filled in is missing. Ask has(…) instead.'],
    ['request.title < null', uncompared('“request.title” is text', '“null” is null', '<')],
    ['request.items + request.days == [1]', '“request.items” is a list and “request.days” is a whole number: they cannot be reckoned with by +. Compare what is alike.'],
    ['([1] + [2]).exists(x, x == "a")', '“x” is a whole number and "a" is text: they are never equal. Write the number without quotation marks.'],
    ['request.urgent % request.days == 1', '“request.urgent” is true or false and “request.days” is a whole number: they cannot be reckoned with by %. Compare what is alike.'],
    ['[1, 2].exists(x, x == request.urgent)', unequal('“x” is a whole number', '“request.urgent” is true or false')],
    ['[[1], []].exists(x, x == [request.urgent])', unequal('“x” is a list', '“[request.urgent]” is a list')],
    ['{"a": 1}["a"] == request.urgent', unequal('“{"a": 1}["a"]” is a whole number', '“request.urgent” is true or false')],
    ['{"a": 1}[request.title] == request.urgent', unequal('“{"a": 1}[request.title]” is a whole number', '“request.urgent” is true or false')],
    ['request.trip.exists(name, name == request.urgent)', unequal('“name” is text', '“request.urgent” is true or false')],
    ['(request.urgent ? 1 : 2) == request.urgent', unequal('“request.urgent ? 1 : 2” is a whole number', '“request.urgent” is true or false')],
    ['(request.urgent ? [1] : []) == request.urgent', unequal('“request.urgent ? [1] : []” is a list', '“request.urgent” is true or false')],
    ['(request.urgent ? "a" : "b") == "c"', '“request.urgent ? "a" : "b"” is never that. It is one of "a", "b".'],
    ['request.title in request.items', unequal('“request.title” is text', '“request.items” is a list').replace('“request.items” is a list', '“request.items” is a whole number')],
    ['-request.title == 3', '“-” cannot be asked of this: “request.title” is text.'],
    ['size(request.days) == 3', '“size” cannot be asked of this: “request.days” is a whole number.'],
    ['request.days.size() == 3', '“size” cannot be asked of this: “request.days” is a whole number.'],
    ['size(null) == 3', '“size” cannot be asked of this: “null” is null.'],
    ['size(request.title, dyn(1)) == 3', '“size” cannot be asked of this: “request.title” is text, “dyn(1)” is anything.'],
    ['[].all(x, size(x, 1) == 3)', '“size” cannot be asked of this: “x” is nothing, 1 is a whole number.'],
    ['startsWith(request.title, "L")', '“startsWith” cannot be asked of this: “request.title” is text, "L" is text.'],
    ['request.title.decimal("1") == decimal("1")', '“decimal” cannot be asked of this: “request.title” is text, "1" is text.'],
    ['request.title.timestamp() == timestamp(request.title)', '“timestamp” cannot be asked of this: “request.title” is text.'],
    ['request.days ? true : false', '“request.days” is a whole number, and true or false is needed here. Compare it with something.'],
    ['request.urgent || request.title', '“request.title” is text, and true or false is needed here. Compare it with something.'],
    ['request.days.all(x, x > 1)', '“request.days” is a whole number, and only a list can be gone through.'],
    ['request.urgent[0] == 1', '“request.urgent” is true or false, which has no items.'],
    ['request.items[1.0] == 1', '1.0 is a number with a fraction, and an item of a list is named by a whole number.'],
    ['1 in request.days', '“request.days” is a whole number, and "in" needs a list. For a part of a text write contains(…).'],
    ['[requester.unit][0].startsWith("S")', '“[requester.unit][0]” may be null, and the condition would fail then. Ask first: [requester.unit][0] != null && …'],
    ['size(requester.unit) > 3', '“requester.unit” may be null, and the condition would fail then. Ask first: requester.unit != null && …'],
    ['size({"a": request.gone}) == 1', 'There is no “request.gone”. Known are title, days, urgent, amount, trip, items.'],
    ['size({request.gone: 1}) == 1', 'There is no “request.gone”. Known are title, days, urgent, amount, trip, items.'],
    ['size([request.gone]) == 1', 'There is no “request.gone”. Known are title, days, urgent, amount, trip, items.'],
  ])('%s', (source, message) => expect(told(source)).toEqual([message]));
});
