import { describe, expect, it, test } from '@jest/globals';
import * as z from 'zod/mini';
import { apiVersions, currentApiVersion, operation, type ApiVersion, type Operation } from '../platform/index.js';
import { allOperations, currentBodyOf, exampleAt, examples, openApiAt, operationAt, eventAt, eventSchemaAt, eventTypes, replyAt, shapeChanges, type OlderShape, type ShapeChange } from './index.js';

const changed = shapeChanges.flatMap(({ version, operations }) => [...operations].map(([subject, shape]) => [`${subject.name} before ${version}`, subject, shape, version] as const));

describe('what an older version looked like', () => {
  test('is known of something, by versions that are served, the oldest first', () => {
    expect(changed.length).toBeGreaterThan(0);
    const versions = shapeChanges.map(({ version }) => version);
    expect(versions).toEqual([...versions].sort());
    for (const version of versions) expect(apiVersions).toContain(version);
    expect([...apiVersions]).toEqual([...apiVersions].sort());
    expect(apiVersions.at(-1)).toBe(currentApiVersion);
  });

  test.each(changed)('%s: is an operation that there is, and has no ETag, which is of the current shape', (_name, subject) => {
    expect(allOperations.get(subject.name)).toBe(subject);
    expect([subject.entityTag, subject.ifMatch]).toEqual([undefined, undefined]);
  });

  test.each(changed)('%s: its call and answer fit it, fit no other, and say the same (row:D4)', (_name, subject, shape, version) => {
    const before = apiVersions[apiVersions.indexOf(version) - 1] as ApiVersion;
    const now = examples[subject.name];
    expect(now).toBeDefined();
    if (!now) return;
    const then = exampleAt(subject, before, now);
    const older = operationAt(subject, before);
    expect(older.reply.safeParse(then.reply).success).toBe(true);
    expect(JSON.stringify(then.reply).length).toBeGreaterThan(10);
    if (!shape.body) return;
    expect(older.body?.safeParse(then.input.body).success).toBe(true);
    expect(subject.body?.safeParse(then.input.body).success).toBe(false);
    expect(currentBodyOf(subject, before, then.input.body)).toEqual(now.input.body);
  });

  it('changes nothing of what did not change, and nothing of the current version', () => {
    for (const each of allOperations.values()) {
      expect(operationAt(each, currentApiVersion)).toBe(each);
      if (!changed.some(([, subject]) => subject === each)) for (const version of apiVersions) expect(operationAt(each, version)).toBe(each);
    }
  });
});

describe('two changes, one after the other', () => {
  const subject: Operation = operation({ name: 'buyChair', summary: 'Buy', method: 'POST', path: '/v1/chairs', body: z.strictObject({ c: z.int() }), reply: z.strictObject({ c: z.int() }), status: 201, permission: 'request.submit', refusals: [], auditAction: 'chair.bought', idempotent: 'key', budget: { statements: 1, bytes: 1, p95Ms: 1 } });
  const renamed = (from: string, to: string): OlderShape => {
    const schema = z.strictObject({ [from]: z.int() });
    const move = (a: string, b: string) => (value: unknown) => ({ [b]: (value as Record<string, unknown>)[a] });
    return { body: { schema, toCurrent: move(from, to), toOlder: move(to, from) }, reply: { schema, toOlder: move(to, from) } };
  };
  const changes: ShapeChange[] = [
    { version: '2026-11-22' as ApiVersion, says: 'b', operations: new Map([[subject, renamed('a', 'b')]]) },
    { version: '2026-11-30', says: 'c', operations: new Map([[subject, renamed('b', 'c')]]) },
  ];
  const at = (version: string) => version as ApiVersion;

  it('are gone through in order, and a version between them by the later one only (row:D4)', () => {
    expect([currentBodyOf(subject, at('2026-11-21'), { a: 1 }, changes), replyAt(subject, at('2026-11-21'), { c: 2 }, changes)]).toEqual([{ c: 1 }, { a: 2 }]);
    expect([currentBodyOf(subject, at('2026-11-22'), { b: 1 }, changes), replyAt(subject, at('2026-11-22'), { c: 2 }, changes)]).toEqual([{ c: 1 }, { b: 2 }]);
    expect(operationAt(subject, at('2026-11-21'), changes).body?.safeParse({ a: 1 }).success).toBe(true);
    expect(operationAt(subject, at('2026-11-22'), changes).body?.safeParse({ b: 1 }).success).toBe(true);
  });
});

describe('the description of a version', () => {
  it('shows its own shapes and examples, and lists the versions with what changed (row:D4)', () => {
    const [oldest] = apiVersions;
    const [then, now] = [openApiAt(oldest), openApiAt(currentApiVersion)];
    expect([then.info.version, now.info.version]).toEqual([oldest, currentApiVersion]);
    const bodyOf = (document: typeof now) => JSON.stringify((document.paths['/v1/members/{memberId}/manager']?.put as { requestBody: unknown }).requestBody);
    expect([bodyOf(then).includes('managerId'), bodyOf(now).includes('managerId')]).toEqual([true, false]);
    expect(now['x-versions']).toEqual([
      { version: currentApiVersion, isCurrent: true, changes: [expect.stringContaining('manager')] },
      { version: oldest, isCurrent: false, changes: [] },
    ]);
  });
});

describe('what webhooks say', () => {
  const cases = apiVersions.flatMap((version) => eventTypes.map((type) => [type.name, version, type] as const));
  it.each(cases)('%s, in %s: its example fits its schema, and no more than it says fits (row:D2 row:D4)', (_name, version, type) => {
    const body = eventAt(type, version, type.example);
    expect(eventSchemaAt(type, version).safeParse(body).success).toBe(true);
    expect(eventSchemaAt(type, version).safeParse({ ...body, more: 1 }).success).toBe(false);
  });

  it('was another before 2026-11-30: neither version takes the other’s (row:D2 row:D4)', () => {
    const aboutRequests = eventTypes.filter(({ name }) => name !== 'auditRecorded');
    expect(aboutRequests).toHaveLength(2);
    for (const type of aboutRequests) {
      const [older, now] = [eventAt(type, '2026-11-21', type.example), eventAt(type, '2026-11-30', type.example)];
      expect([older, now].map((body) => (body.data as { requestType: unknown }).requestType)).toEqual(['Purchase order', { id: expect.any(String), name: 'Purchase order' }]);
      expect([eventSchemaAt(type, '2026-11-21').safeParse(now).success, eventSchemaAt(type, '2026-11-30').safeParse(older).success]).toEqual([false, false]);
    }
  });
});
