import { describe, expect, it, test } from '@jest/globals';
import { checkCondition, conditionScope } from './index.js';

const form = {
  type: 'object',
  properties: {
    title: { type: 'string' },
    amount: { type: 'object', format: 'money' },
    days: { type: 'integer' },
    urgent: { type: 'boolean' },
    reason: { type: 'string' },
    category: { enum: ['Travel', 'Software'] },
    trip: { type: 'object', properties: { city: { type: 'string' }, nights: { type: 'integer' } }, required: ['city'] },
    items: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, count: { type: 'integer' }, price: { format: 'money' } }, required: ['name', 'count'] } },
    nothing: { type: 'null' },
  },
  required: ['title', 'amount', 'days', 'urgent', 'category', 'items'],
};
const scope = conditionScope({ form });
const problemsOf = (source: string) => checkCondition(source, scope).map(({ message, offset, length }) => `${source.slice(offset, offset + length)}: ${message}`);

describe('a condition that fits its form', () => {
  test.each([
    'decimal(request.amount.amount) >= decimal("5000")',
    'decimal(request.amount.amount) >= 5000 && request.amount.currency == "EUR"',
    'request.days > 3 || request.urgent',
    'request.days > 2.5',
    'request.days * 2 - 1 == 5',
    '!request.urgent',
    'request.category == "Travel" || request.category in ["Software"]',
    'has(request.reason) && request.reason.contains("client")',
    'request.reason != "" && has(request.reason)',
    '!has(request.reason) || request.reason == ""',
    'has(request.reason) ? size(request.reason) > 3 : false',
    '!has(request.reason) ? false : request.reason.size() > 3',
    '"reason" in request && request.reason == "x"',
    'has(request.trip) && request.trip.city == "Lagos"',
    'has(request.trip) && has(request.trip.nights) && request.trip.nights > 3',
    'has(request["trip"].nights) && has(request.trip) && request.trip["nights"] > 3',
    'request.items.exists(item, item.count > 4)',
    'request.items.all(item, has(item.price) && decimal(item.price.amount) > 10)',
    'request.items.filter(item, item.count > 4).map(item, item.name) == ["b"]',
    'request.items.exists_one(item, item.name == request.title)',
    'size(request.items) == 2 && request.items[1].name == "b"',
    'request.title.startsWith("Lap") && request.title.matches("^L")',
    'requester.unit == "Sales"',
    '"finance" in requester.roles && requester.groups.exists(group, group == "board")',
    'size(requester.groups) > 0 || requester.managerId == "ann"',
    'requester.managerId != null && requester.managerId.startsWith("a")',
    'requester.unit in ["Sales", "Legal"]',
    'requester.unit == null',
    'requester.unit != null && requester.unit.startsWith("S")',
    'requester.unit == null || requester.unit.startsWith("S")',
    '[request.title, "x"].exists(text, text.matches("^L.p"))',
    'timestamp(request.title) > timestamp("2026-01-01T00:00:00Z")',
    'has(request.nothing) && request.nothing == null',
    'type(request.days) == int',
    '{"a": request.days}["a"] == 2',
    'request.items.map(item, item.count) + [9] == [2, 5, 9]',
    'true',
  ])('%s has nothing wrong (row:A2)', (source) => expect(problemsOf(source)).toEqual([]));
});

describe('a condition that does not fit its form', () => {
  test.each([
    ['request.amout.amount == "5"', 'request.amout: There is no “request.amout”. Known are title, amount, days, urgent, reason, category, trip, items, nothing.'],
    ['request.amount.net > 1', 'request.amount.net: There is no “request.amount.net”. Known are amount, currency.'],
    ['request.days > "3"', 'request.days > "3": “request.days” is a whole number and "3" is text: they cannot be compared by >. Write the number without quotation marks.'],
    ['request.title > 3', 'request.title > 3: “request.title” is text and 3 is a whole number: they cannot be compared by >. Write the text in quotation marks.'],
    ['request.title == 3', 'request.title == 3: “request.title” is text and 3 is a whole number: they are never equal. Write the text in quotation marks.'],
    ['request.amount > 5000', 'request.amount > 5000: “request.amount” is an amount of money and 5000 is a whole number: they cannot be compared by >. Write decimal(request.amount.amount), and the other as decimal("5000").'],
    ['request.amount.amount > 5000', 'request.amount.amount > 5000: “request.amount.amount” is text and 5000 is a whole number: they cannot be compared by >. Write decimal(request.amount.amount), and the other as decimal("5000").'],
    ['request.amount.amount > "5000"', 'request.amount.amount > "5000": Texts are compared letter by letter, and "9" would be more than "10". Write decimal(request.amount.amount), and the other as decimal("5000").'],
    ['request.amount.amount == "5000"', 'request.amount.amount == "5000": "5000" and "5000.00" are different texts: compare amounts as numbers. Write decimal(request.amount.amount), and the other as decimal("5000").'],
    ['request.amount > 1000', 'request.amount > 1000: “request.amount” is an amount of money and 1000 is a whole number: they cannot be compared by >. Write decimal(request.amount.amount), and the other as decimal("1000").'],
    ['request.amount >= 99.5', 'request.amount >= 99.5: “request.amount” is an amount of money and 99.5 is a number with a fraction: they cannot be compared by >=. Write decimal(request.amount.amount), and the other as decimal("99.5").'],
    ['request.amount > request.days', 'request.amount > request.days: “request.amount” is an amount of money and “request.days” is a whole number: they cannot be compared by >. Write decimal(request.amount.amount).'],
    ['request.amount > decimal("700")', 'request.amount > decimal("700"): “request.amount” is an amount of money and “decimal("700")” is a decimal: they cannot be compared by >. Write decimal(request.amount.amount).'],
    ["request.amount.amount < '1000.50'", 'request.amount.amount < \'1000.50\': Texts are compared letter by letter, and "9" would be more than "10". Write decimal(request.amount.amount), and the other as decimal("1000.50").'],
    ['"20" == request.amount.amount', '"20" == request.amount.amount: "5000" and "5000.00" are different texts: compare amounts as numbers. Write decimal(request.amount.amount), and the other as decimal("20").'],
    ['request.amount.amount > request.title', 'request.amount.amount > request.title: Texts are compared letter by letter, and "9" would be more than "10". Write decimal(request.amount.amount), and the other as decimal(request.title).'],
    ['decimal(request.amount.amount) > "5"', 'decimal(request.amount.amount) > "5": “decimal(request.amount.amount)” is a decimal and "5" is text: they cannot be compared by >. A decimal is compared with decimals and whole numbers: write decimal(…) around the other.'],
    ['decimal(request.amount.amount) == 1.5', 'decimal(request.amount.amount) == 1.5: “decimal(request.amount.amount)” is a decimal and 1.5 is a number with a fraction: they are never equal. A decimal is compared with decimals and whole numbers: write decimal(…) around the other.'],
    ['request.reason == "x"', 'request.reason: “request.reason” may be left out, and the condition would fail then. Ask for it first: has(request.reason) && …'],
    ['has(request.reason) || request.reason == "x"', 'request.reason: “request.reason” may be left out, and the condition would fail then. Ask for it first: has(request.reason) && …'],
    ['!(has(request.reason) && request.urgent) && request.reason == "x"', 'request.reason: “request.reason” may be left out, and the condition would fail then. Ask for it first: has(request.reason) && …'],
    ['has(request.trip.nights) && request.trip.nights > 1', 'request.trip: “request.trip” may be left out, and the condition would fail then. Ask for it first: has(request.trip) && …'],
    ['has(request.trip) && request.trip.nights > 1', 'request.trip.nights: “request.trip.nights” may be left out, and the condition would fail then. Ask for it first: has(request.trip.nights) && …'],
    ['request.items.all(item, decimal(item.price.amount) > 10)', 'item.price: “item.price” may be left out, and the condition would fail then. Ask for it first: has(item.price) && …'],
    ['request.items.all(item, has(item.price)) && request.items.all(item, item.price.currency == "EUR")', 'item.price: “item.price” may be left out, and the condition would fail then. Ask for it first: has(item.price) && …'],
    ['has(request.resaon)', 'has(request.resaon): There is no “request.resaon”. Known are title, amount, days, urgent, reason, category, trip, items, nothing.'],
    ['"resaon" in request', '"resaon": There is no "resaon" in “request”. Known are title, amount, days, urgent, reason, category, trip, items, nothing.'],
    ['request.category == "Hardware"', 'request.category == "Hardware": “request.category” is never that. It is one of "Travel", "Software".'],
    ['request.category in ["Hardware"]', 'request.category in ["Hardware"]: “request.category” is never that. It is one of "Travel", "Software".'],
    ['request.title == null', 'request.title == null: “request.title” is never null: what is not filled in is missing. Ask has(…) instead.'],
    ['requester.managerId.startsWith("a")', 'requester.managerId: “requester.managerId” may be null, and the condition would fail then. Ask first: requester.managerId != null && …'],
    ['requester.unit.startsWith("S")', 'requester.unit: “requester.unit” may be null, and the condition would fail then. Ask first: requester.unit != null && …'],
    ['request.days', 'request.days: The condition is a whole number, neither true nor false. Make it a comparison, such as request.days > 3.'],
    ['request.days && request.urgent', 'request.days: “request.days” is a whole number, and true or false is needed here. Compare it with something.'],
    ['!request.title', 'request.title: “request.title” is text, and true or false is needed here. Compare it with something.'],
    ['request.urgent ? request.days : 3', 'request.urgent ? request.days : 3: The condition is a whole number, neither true nor false. Make it a comparison, such as request.days > 3.'],
    ['request.title.length > 1', 'request.title.length: “request.title” is text, which has no fields. Leave .length out.'],
    ['request.days + 1.5 > 3', 'request.days + 1.5: “request.days” is a whole number and 1.5 is a number with a fraction: they cannot be reckoned with by +. Compare what is alike.'],
    ['request.days.contains("x")', 'request.days.contains("x"): “contains” cannot be asked of this: “request.days” is a whole number, "x" is text.'],
    ['size() > 1', 'size(): “size” cannot be asked of this: it is given nothing.'],
    ['request.title.all(c, c == "x")', 'request.title: “request.title” is text, and only a list can be gone through.'],
    ['request.title in "Laptop"', 'request.title in "Laptop": "Laptop" is text, and "in" needs a list. For a part of a text write contains(…).'],
    ['request.items["a"] == 1', 'request.items["a"]: “request.items” is a list, which has no fields. Leave ["a"] out.'],
    ['request.items[request.title].name == "x"', 'request.title: “request.title” is text, and an item of a list is named by a whole number.'],
    ['request.days[0] == 1', 'request.days[0]: “request.days” is a whole number, which has no items.'],
    ['request.days >', '>: This is not a CEL expression: found > but expecting end of input.'],
    ['unknown.field', 'u: "unknown" is not known here. A condition speaks about request, requester and decisions.'],
  ])('%s is told, with its place and what to do (row:A2)', (source, expected) => {
    expect(problemsOf(source)).toEqual([expected]);
  });

  it('is told of each thing once, with line and column', () => {
    const source = 'request.urgent &&\n  (request.days > "3" || request.gone == 1 ||\n   request.gone == 2)';
    expect(checkCondition(source, scope).map(({ line, column, length }) => [line, column, length])).toEqual([[2, 4, 18], [2, 26, 12]]);
  });
});

it('knows the decisions of the steps before, and of no other (row:A2)', () => {
  const after = conditionScope({ form, decidedBefore: ['budget-owner', 'cfo'] });
  const told = (source: string) => checkCondition(source, after).map(({ message }) => message);
  for (const source of ['decisions["budget-owner"].outcome == "approved"', 'decisions.cfo.rejections > 0 || decisions.cfo.changesRequested + decisions.cfo.count > 2', 'decisions.cfo.count >= 2 && requester.memberId in decisions.cfo.signers', 'decisions.cfo.lastAt != null && timestamp(decisions.cfo.lastAt) > timestamp("2026-01-01T00:00:00Z")']) expect(told(source)).toEqual([]);
  expect(told('decisions.board.count > 1')).toEqual(['There is no “decisions.board”. Known are budget-owner, cfo.']);
  expect(told('decisions.cfo.outcome == "rejected"')).toEqual(['“decisions.cfo.outcome” is never that. It is one of "approved", "skipped", "waiting", "not_reached".']);
  expect(told('timestamp(decisions.cfo.lastAt) > timestamp("2026-01-01T00:00:00Z")')).toEqual(['“decisions.cfo.lastAt” may be null, and the condition would fail then. Ask first: decisions.cfo.lastAt != null && …']);
  expect(problemsOf('decisions.cfo.count > 1')).toEqual(['decisions: Earlier decisions can be read by a step and its branches only, not where people are named. Leave them out here.']);
});

it('says nothing of fields where no form is known, but all that holds without one', () => {
  const unknown = conditionScope({ form: null });
  for (const source of ['request.anything > 3', 'request.a.b.c', 'request.items.all(i, i > 2)']) expect(checkCondition(source, unknown)).toEqual([]);
  expect(checkCondition('"a"', unknown)).toHaveLength(1);
  expect(checkCondition('requester.unt == "x"', unknown)).toHaveLength(1);
  expect(checkCondition('size(request.a) > "x"', unknown)).toHaveLength(1);
});
