import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkCondition, compileCondition, conditionScope } from './index.js';

/** Under mutation testing fewer runs, and always the same ones. */
const { randomly = { numRuns: 2000 } } = globalThis as { readonly randomly?: { readonly numRuns: number } };

const text = { type: 'string' };
const whole = { type: 'integer' };
const form = {
  type: 'object',
  properties: { days: whole, urgent: { type: 'boolean' }, reason: text, trip: { type: 'object', properties: { city: text, nights: whole }, required: ['city'] }, tripnights: whole, lines: { type: 'array', items: { type: 'object', properties: { price: whole } } }, 7: text },
  required: ['days', 'urgent', 'lines'],
};
const scope = conditionScope({ form });
const told = (source: string) => checkCondition(source, scope).map(({ message }) => message);
const leftOut = (path: string, asked = `has(${path})`) => `“${path}” may be left out, and the condition would fail then. Ask for it first: ${asked} && …`;
const isNull = (path: string) => `“${path}” may be null, and the condition would fail then. Ask first: ${path} != null && …`;

describe('what was asked for before may be read', () => {
  test.each([
    // By either way of writing it.
    'has(request.reason) && request["reason"] == "x"',
    '"reason" in request && request.reason == "x"',
    '"reason" in request && "trip" in request && request[request.days > 3 ? "reason" : "trip"] == "x"',
    '"nights" in request.trip && "trip" in request && request["trip"]["nights"] > 3',
    '"reason" in request && request["reason"] == "x"',
    // Inside, where the whole was asked for.
    'has(request.trip) && (!has(request.trip.nights) || request.trip.nights > 3)',
    // To the left as well: CEL takes the side that has an answer.
    'request.trip.city == "x" && has(request.trip)',
    'request.reason == "x" || !has(request.reason)',
    'request.reason == "x" && (has(request.reason) && request.urgent || has(request.reason) && request.days > 3)',
    // What is null counts as absent.
    'has(requester.unit) && requester.unit.startsWith("S")',
    '"unit" in requester && requester.unit.startsWith("S")',
    'request.tripnights > 3 && request.urgent && has(request.tripnights)',
    // Both ways lead to it.
    '(has(request.reason) && request.urgent || has(request.reason) && request.days > 3) && request.reason == "x"',
    '(request.urgent && !has(request.reason) || request.days > 3 && !has(request.reason)) ? false : request.urgent || request.days > 1',
    '!(has(request.reason) && request.urgent) || request.reason == "x" && request.days > 3',
    '(!has(request.reason) || request.urgent) && (!has(request.reason) || request.days > 3) || request.reason == "x"',
    // Neither, one or both are missing, and otherwise both are there.
    '!has(request.reason) || !has(request.trip) || request.reason == request.trip.city',
    '!(!has(request.reason) || !has(request.trip)) && request.reason == request.trip.city',
    // Null is ruled out by either order of the two.
    'null != requester.unit && requester.unit.startsWith("S")',
    'null == requester.unit || requester.unit.startsWith("S")',
    'requester.unit == null ? request.urgent : requester.unit.startsWith("S")',
    // In a loop, of what is outside and of its own variable.
    'has(request.reason) && request.lines.all(line, request.reason == "x")',
    'request.lines.all(line, has(line.price) && request.lines.exists(other, line.price > 3))',
    'requester.unit != null && request.lines.exists(line, requester.unit.startsWith("S"))',
    '[requester.unit, requester.managerId].all(name, name != null && name.startsWith("S"))',
    // What no variable leads to can be asked for, and says nothing of any.
    'has({"a": 1}.a)',
    'has([{"a": 1}][0].a) && request.urgent',
    '"a" in {"a": 1} && request.urgent',
    'size(request.lines) > 3 && request.lines.size() > 3 && -request.days < 3',
  ])('%s', (source) => expect(told(source)).toEqual([]));
});

describe('what was not asked for is told of', () => {
  test.each<[string, string, ...string[]]>([
    // One of the ways leads past it.
    ['(has(request.reason) || request.urgent) && request.reason == "x"', leftOut('request.reason')],
    ['(request.urgent || has(request.reason)) && request.reason == "x"', leftOut('request.reason')],
    ['!has(request.reason) && request.urgent || request.reason == "x"', leftOut('request.reason')],
    ['(has(request.reason) && request.urgent) ? request.days > 1 : request.reason == "x"', leftOut('request.reason')],
    ['!has(request.reason) && request.reason == "x"', leftOut('request.reason')],
    ['!(!has(request.reason) && !has(request.trip)) && request.reason == request.trip.city', leftOut('request.reason'), leftOut('request.trip')],
    ['(has(request.reason) ? request.urgent : request.days > 3) && request.reason == "x"', leftOut('request.reason')],
    // Another of almost the same name.
    ['has(request.tripnights) && has(request.trip) && request.trip.nights > 3', leftOut('request.trip.nights')],
    ['7 in request && request["7"] == "x"', leftOut('request["7"]', '"7" in request')],
    // By a name in brackets, which has() does not take; and of each name that it can be.
    ['request["reason"] == "x"', leftOut('request["reason"]', '"reason" in request')],
    ['has(request.trip) && request.trip[\'nights\'] > 3', leftOut('request.trip["nights"]', '"nights" in request.trip')],
    ['request[request.urgent ? "reason" : "trip"] == "x"', leftOut('request["reason"]', '"reason" in request')],
    ['has(request.reason) && request[request.urgent ? "reason" : "trip"] == "x"', leftOut('request["trip"]', '"trip" in request')],
    // Null is not ruled out by a comparison with anything else, nor of another.
    ['requester.unit != "x" && requester.unit.startsWith("S")', isNull('requester.unit')],
    ['requester.unit == "S" && requester.unit.startsWith("S")', isNull('requester.unit')],
    ['requester.unit == null && requester.unit.startsWith("S")', isNull('requester.unit')],
    ['requester.unit != null || requester.unit.startsWith("S")', isNull('requester.unit')],
    ['requester.managerId != null && requester.unit.startsWith("S")', isNull('requester.unit')],
    ['requester.unit != requester.managerId && requester.unit.startsWith("S")', isNull('requester.unit')],
    // That it is not null does not say that it is there: asking fails where it is not.
    ['request.reason != null && request.reason == "x"', leftOut('request.reason'), '“request.reason” is never null: what is not filled in is missing. Ask has(…) instead.'],
    // The variable of a loop hides what was known of another with its name, and of that one only.
    ['request.lines.all(line, has(line.price) && request.lines.all(line, line.price > 3))', leftOut('line.price')],
    ['[requester.unit].all(name, name != null && [requester.managerId].all(name, name.startsWith("S")))', isNull('name')],
    ['has(request.reason) && request.lines.all(line, line.price > 3 && request.reason == "x")', leftOut('line.price')],
    // Within what may be left out. It is told once, and then of nothing around it, however that is written.
    ['has(request["trip"].nights) && request.trip.city == "x"', leftOut('request["trip"]', '"trip" in request')],
    ['has(request["trip"].nights) && request.urgent && request.trip.city == "x"', leftOut('request["trip"]', '"trip" in request')],
    ['request.urgent && has(request["trip"].nights) && request.trip.city == "x"', leftOut('request["trip"]', '"trip" in request')],
    ['(has(request["trip"].nights) || has(request["trip"].city)) && request.trip.city == "x"', leftOut('request["trip"]', '"trip" in request')],
    ['(has(request["trip"].nights) || request.urgent) && request.trip.city == "x"', leftOut('request["trip"]', '"trip" in request'), leftOut('request.trip')],
    ['request.trip.city == "x" && has(request["trip"].nights)', leftOut('request.trip'), leftOut('request["trip"]', '"trip" in request')],
  ])('%s', (source, ...messages) => expect(told(source)).toEqual(messages));
});

/** Every content of the form, as far as something in it that the source names can be missing, with every requester. */
const presences = (names: readonly string[]) => names.reduce<Record<string, boolean>[]>((all, name) => all.flatMap((one) => [{ ...one, [name]: true }, { ...one, [name]: false }]), [{}]);
const inputsFor = (source: string) => presences(['reason', 'trip', 'nights', 'tripnights', 'unit', 'managerId'].filter((name) => source.includes(name))).map((is) => ({
  request: { days: 4, urgent: true, lines: [], ...(is.reason && { reason: 'x' }), ...(is.trip && { trip: { city: 'x', ...(is.nights && { nights: 4 }) } }), ...(is.tripnights && { tripnights: 4 }) },
  requester: { unit: is.unit ? 'Sales' : null, managerId: is.managerId ? 'ann' : null, memberId: 'bob', name: 'Bob', roles: [], groups: [] },
}));

const { condition } = fc.letrec<{ condition: string; joined: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'large' },
    fc.constantFrom(
      'has(request.reason)', '"reason" in request', 'request.reason == "x"', 'request["reason"] != ""', 'has(request.trip)', 'has(request.trip.nights)', 'has(request["trip"].nights)', 'request.trip.city == "x"',
      'request["trip"].nights > 3', '"nights" in request.trip', 'has(request.tripnights)', 'request.tripnights > 3', 'requester.unit == null', 'null != requester.unit', 'requester.unit.startsWith("S")', 'requester.managerId != null',
      'requester.managerId.endsWith("n")', 'request.urgent', 'request.days > 4',
    ),
    tie('joined'),
    tie('joined'),
  ),
  joined: fc.oneof(
    fc.tuple(tie('condition'), fc.constantFrom('&&', '||', '=='), tie('condition')).map(([one, operator, other]) => `((${one}) ${operator} (${other}))`),
    tie('condition').map((one) => `!(${one})`),
    tie('condition').map((one) => `[1].all(n, ${one})`),
    fc.tuple(tie('condition'), tie('condition'), tie('condition')).map(([asked, one, other]) => `((${asked}) ? ${one} : ${other})`),
  ),
}));

/** The condition with what the sentences say to put before it. */
function followed(source: string): string {
  const [first] = told(source);
  if (first === undefined) return source;
  const [, advice] = /Ask (?:for it )?first: (.*) && …$/.exec(first) ?? [];
  expect(advice).toBeDefined();
  return followed(`${advice} && (${source})`);
}

const failuresOf = (source: string) => {
  const compiled = compileCondition(source);
  return inputsFor(source).map((input) => (compiled.ok ? compiled.condition.evaluate(input) : compiled)).filter(({ ok }) => !ok);
};

test('where nothing is told nothing fails, and doing what is told leads there', () => {
  const numRuns = randomly.numRuns / 8;
  let silent = 0;
  fc.assert(
    fc.property(condition, (source) => {
      fc.pre(source.length < 700);
      const mended = followed(source);
      if (mended === source) silent += 1;
      expect(failuresOf(mended)).toEqual([]);
    }),
    // Each of them many times.
    { ...randomly, numRuns },
  );
  expect(silent).toBeGreaterThan(numRuns / 10);
});
