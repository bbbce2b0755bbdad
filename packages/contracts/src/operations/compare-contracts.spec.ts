import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { echoed, growing, type Operation } from '../platform/index.js';
import { allOperations, compareContracts, contractDocument } from './index.js';

const today = '2026-11-21';
const sample: Operation = {
  name: 'orderChair',
  summary: 'Order a chair',
  method: 'POST',
  path: '/v1/chairs/{chairId}/orders',
  params: z.strictObject({ chairId: z.string() }),
  query: z.strictObject({ colour: z.optional(z.enum(['red', 'blue'])) }),
  body: z.strictObject({
    count: z.int().check(z.maximum(10)),
    note: z.optional(z.string().check(z.maxLength(80))),
    code: z.string().check(z.regex(/^[A-Z]{3}$/)),
    parts: z.array(z.strictObject({ leg: z.string() })),
    pay: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('card'), holder: z.string() }), z.strictObject({ kind: z.literal('cash') })]),
    extra: z.record(z.string(), z.unknown()),
  }),
  reply: z.strictObject({ id: z.string(), price: z.nullable(z.number()), state: z.enum(['open', 'closed']), tags: z.array(growing(['new', 'old'])), lines: z.array(z.strictObject({ sku: z.string(), pieces: z.int() })), made: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('oak') }), z.strictObject({ kind: z.literal('elm') })]), seat: z.enum(['round', 'square']) }),
  status: 201,
  permission: 'request.submit',
  refusals: ['not_found', 'name_taken'],
  auditAction: 'chair.ordered',
  idempotent: 'key',
  budget: { statements: 8, bytes: 2000, p95Ms: 150 },
};
const shape = (schema: unknown) => (schema as { readonly shape: Record<string, z.ZodMiniType> }).shape;
const body = (change: Record<string, z.ZodMiniType | undefined>): Partial<Operation> => ({ body: changed(sample.body, change) });
const reply = (change: Record<string, z.ZodMiniType | undefined>): Partial<Operation> => ({ reply: changed(sample.reply, change) });
const changed = (schema: unknown, change: Record<string, z.ZodMiniType | undefined>) => z.strictObject(Object.fromEntries(Object.entries({ ...shape(schema), ...change }).filter((entry): entry is [string, z.ZodMiniType] => entry[1] !== undefined)));

const documentOf = (...operations: Operation[]) => contractDocument(new Map(operations.map((operation) => [operation.name, operation])), '1');
const between = (before: Partial<Operation>, after: Partial<Operation>, on = today) => compareContracts(documentOf({ ...sample, ...before }), documentOf({ ...sample, ...after }), on);
const told = (changes: ReturnType<typeof between>) => changes.map(({ operation, breaks, says }) => `${breaks ? 'breaks' : 'adds'}: ${operation} ${says}`);

describe('two releases of the same contracts', () => {
  test('differ in nothing (row:K2)', () => {
    expect(between({}, {})).toEqual([]);
    const now = contractDocument(allOperations, 'now');
    expect(Object.keys(now.operations)).toHaveLength(allOperations.size);
    expect(compareContracts(JSON.parse(JSON.stringify(now)) as typeof now, now, today)).toEqual([]);
  });

  test('differ in nothing where only words for people, or the name of a placeholder, are others', () => {
    expect(between({}, { summary: 'Order one chair', path: '/v1/chairs/{id}/orders', params: z.strictObject({ id: z.string() }) })).toEqual([]);
  });
});

describe('a change that breaks callers is named (row:K2)', () => {
  test.each<[string, Partial<Operation>, string]>([
    ['another method', { method: 'PUT' }, 'the method is now PUT, and was POST'],
    ['another path', { path: '/v1/seats/{chairId}/orders' }, 'the path is now /v1/seats/{}/orders, and was /v1/chairs/{}/orders'],
    ['another status', { status: 200 }, 'the status of success is now 200, and was 201'],
    ['another idempotency', { idempotent: 'no' }, 'idempotency is now no, and was key'],
    ['another audit action', { auditAction: 'chair.bought' }, 'the audit action is now chair.bought, and was chair.ordered'],
    ['another permission', { permission: 'task.decide' }, 'the permission asked for is now task.decide, and was request.submit'],
    ['a refusal that no longer comes', { refusals: ['not_found'] }, 'no longer refuses with name_taken'],
    ['a refusal with a new status', { refusals: ['not_found', 'name_taken', 'method_not_allowed'] }, 'now also refuses with method_not_allowed, the first with status 405'],
    ['a new required field', body({ size: z.string() }), 'body.size must now be sent'],
    ['a field that is required now', body({ note: z.string().check(z.maxLength(80)) }), 'body.note must now be sent'],
    ['a field that is no longer taken', body({ note: undefined }), 'body.note is no longer taken'],
    ['a tighter limit', body({ count: z.int().check(z.maximum(5)) }), 'body.count has the limit maximum 5, and had 10'],
    ['a limit where there was none', body({ parts: z.array(z.strictObject({ leg: z.string().check(z.maxLength(9)) })) }), 'body.parts[].leg has the limit maxLength 9, and had none'],
    ['another pattern', body({ code: z.string().check(z.regex(/^[A-Z]{4}$/)) }), 'body.code has the pattern "^[A-Z]{4}$", and had "^[A-Z]{3}$"'],
    ['another type sent', body({ note: z.optional(z.int()) }), 'body.note is now of type integer, and was string'],
    ['a value that can no longer be sent', { query: z.strictObject({ colour: z.optional(z.enum(['red'])) }) }, 'query.colour can no longer be "blue"'],
    ['a kind that can no longer be sent', body({ pay: z.strictObject({ kind: z.literal('cash') }) }), 'body.pay may no longer be kind "card"'],
    ['a kind that needs more', body({ pay: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('card'), holder: z.string(), pin: z.string() }), z.strictObject({ kind: z.literal('cash') })]) }), 'body.pay (kind "card").pin must now be sent'],
    ['free fields that are no longer taken', body({ extra: z.strictObject({}) }), 'body.extra no longer takes fields that are not named'],
    ['a field that is no longer answered', reply({ id: undefined }), 'reply.id is no longer answered'],
    ['a field that may be left out', reply({ id: z.optional(z.string()) }), 'reply.id may now be left out'],
    ['a field that may be null', reply({ id: z.nullable(z.string()) }), 'reply.id may now be null'],
    ['another type answered', reply({ lines: z.array(z.strictObject({ sku: z.string(), pieces: z.number() })) }), 'reply.lines[].pieces is now of type number, and was integer'],
    ['a value that callers do not know', reply({ state: z.enum(['open', 'closed', 'held']) }), 'reply.state can now also be "held"'],
    ['one more kind of an answer that nobody wrote', reply({ made: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('oak') }), z.strictObject({ kind: z.literal('elm') }), z.strictObject({ kind: z.literal('ash') })]) }), 'reply.made may now also be kind "ash"'],
    ['an answer of another kind', reply({ price: z.union([z.number(), z.string()]) }), 'reply.price may now also be string'],
  ])('%s', (_what, after, says) => {
    const breaking = between({}, after).filter(({ breaks }) => breaks);
    expect(breaking.map((change) => change.says)).toContain(says);
    expect(breaking.every(({ operation }) => operation === 'orderChair')).toBe(true);
  });

  test('an operation that is gone, and one under another name', () => {
    expect(told(compareContracts(documentOf(sample), documentOf(), today))).toEqual(['breaks: orderChair is no longer there (POST /v1/chairs/{chairId}/orders)']);
    expect(told(compareContracts(documentOf(sample), documentOf({ ...sample, name: 'buyChair' }), today))).toEqual(['adds: buyChair is new', 'breaks: orderChair is no longer there (POST /v1/chairs/{chairId}/orders)']);
  });

  test('a body where there was none', () => {
    const { body: _, ...bodiless } = sample;
    expect(told(compareContracts(documentOf(bodiless), documentOf(sample), today))).toContain('breaks: orderChair now takes a body');
  });

  test('what the comparison does not know, rather than nothing', () => {
    const [before, after] = [structuredClone(documentOf(sample)), structuredClone(documentOf(sample))];
    Object.assign(after.operations.orderChair?.reply ?? {}, { dependentRequired: { id: ['price'] } });
    expect(told(compareContracts(before, after, today))).toEqual(['breaks: orderChair reply is described otherwise: dependentRequired']);
  });
});

describe('a change that breaks nobody is named, and breaks nothing (row:K2)', () => {
  test.each<[string, Partial<Operation>, string]>([
    ['an optional field', body({ gift: z.optional(z.boolean()) }), 'body.gift may now be sent'],
    ['a looser limit', body({ count: z.int().check(z.maximum(20)) }), 'body.count has the limit maximum 20, and had 10'],
    ['a field that may be left out', body({ code: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/))) }), 'body.code may now be left out'],
    ['one more value to send', { query: z.strictObject({ colour: z.optional(z.enum(['red', 'blue', 'green'])) }) }, 'query.colour can now also be "green"'],
    ['one more kind to send', body({ pay: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('card'), holder: z.string() }), z.strictObject({ kind: z.literal('cash') }), z.strictObject({ kind: z.literal('later') })]) }), 'body.pay may now also be kind "later"'],
    ['one more field answered', reply({ weight: z.number() }), 'reply.weight is now answered'],
    ['an answer that is never null', reply({ price: z.number() }), 'reply.price may no longer be null'],
    ['one more value of a list that grows', reply({ tags: z.array(growing(['new', 'old', 'used'])) }), 'reply.tags[] can now also be "used"'],
    ['one more kind in what is answered as it was written', reply({ made: echoed(z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('oak') }), z.strictObject({ kind: z.literal('elm') }), z.strictObject({ kind: z.literal('ash') })])) }), 'reply.made may now also be kind "ash"'],
    ['one more value in what is answered as it was written', reply({ seat: echoed(z.enum(['round', 'square', 'oval'])) }), 'reply.seat can now also be "oval"'],
    ['a refusal with a status that is known', { refusals: ['not_found', 'name_taken', 'request_closed'] }, 'now also refuses with request_closed'],
    ['a refusal with a new status, for whoever sends what nobody sent before', { refusals: ['not_found', 'name_taken', 'precondition_failed'] }, 'now also refuses with precondition_failed, the first with status 412'],
    ['a permission that more people have', { permission: 'member', keyScope: 'request.submit' }, 'the permission asked for is now member, and was request.submit'],
    ['another budget', { budget: { statements: 9, bytes: 2000, p95Ms: 150 } }, 'may cost 9 statements, and might cost 8'],
    ['a deprecation', { deprecated: { since: '2026-11-21', sunset: '2027-05-31', instead: 'buyChair' } }, 'is deprecated since 2026-11-21 and goes on 2027-05-31; instead: buyChair'],
  ])('%s', (_what, after, says) => {
    const changes = between({}, after);
    expect(changes.filter(({ breaks }) => breaks)).toEqual([]);
    expect(changes.map((change) => change.says)).toEqual([says]);
  });

  test('an opening to API keys: nobody could call it by one', () => {
    const changes = between({ refusals: ['not_found', 'name_taken', 'not_for_api_keys'] }, {});
    expect(told(changes)).toEqual(['adds: orderChair no longer refuses with not_for_api_keys']);
  });
});

describe('what was deprecated', () => {
  const deprecated = { since: '2026-01-01', sunset: '2026-11-30', instead: 'buyChair' };
  const removed = (on: string) => told(compareContracts(documentOf({ ...sample, deprecated }), documentOf(), on));

  test('may go on its sunset, and not a day before (row:K2)', () => {
    expect(removed('2026-11-29')).toEqual(['breaks: orderChair is no longer there (POST /v1/chairs/{chairId}/orders)']);
    expect(removed('2026-11-30')).toEqual(['adds: orderChair is no longer there (POST /v1/chairs/{chairId}/orders); it was to go on 2026-11-30']);
  });

  test('keeps its date: an earlier sunset breaks, a later one does not', () => {
    expect(told(between({ deprecated }, { deprecated: { ...deprecated, sunset: '2026-11-25' } }))).toEqual(['breaks: orderChair goes on 2026-11-25, and was to go on 2026-11-30']);
    expect(told(between({ deprecated }, { deprecated: { ...deprecated, sunset: '2027-11-25' } }))).toEqual(['adds: orderChair goes on 2027-11-25, and was to go on 2026-11-30']);
  });
});
