import { describe, expect, it } from '@jest/globals';
import type { Operation } from '@countersign/contracts/platform';
import { expectRefusal, type HttpChecks } from './http-expectations.js';
import { sendRaw, type RawAnswer } from './raw-call.js';

const tagOf = ({ headers }: RawAnswer) => headers.get('etag') ?? 'none';

/** The specs of whatever answers with a resource that can be changed. */
export function tagsItsAnswer({ operation, world, ready }: HttpChecks): void {
  describe('ETag', () => {
    it('names what is shown by a strong tag, and leaves out what its reader has already (row:D4)', async () => {
      const { by, input } = await ready();
      const send = (headers: Readonly<Record<string, string>> = {}) => sendRaw(world().api.baseUrl, operation, input, { by, headers });
      const tag = tagOf(await send());
      expect(tag).toMatch(/^"[0-9a-f]{64}"$/);
      if (operation.method !== 'GET') return;
      for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const answer = await send({ 'if-none-match': known });
        expect([known, answer.status, answer.text, tagOf(answer)]).toEqual([known, 304, '', tag]);
      }
      for (const other of ['"other"', tag.replaceAll('"', ''), '']) expect((await send({ 'if-none-match': other })).status).toBe(200);
    });
  });
}

/** The specs of a change that takes If-Match. */
export function refusesWhatIsStale({ operation, world, ready }: HttpChecks, read: Operation): void {
  describe('412', () => {
    it('refuses what was decided by another state than the one that is there, and writes nothing; by the one that is there it goes on (row:D4)', async () => {
      const { by, input } = await ready();
      const seen = await sendRaw(world().api.baseUrl, read, { params: input.params }, { by });
      const tag = tagOf(seen);
      for (const stale of ['"0123456789abcdef0123456789abcdef"', `W/${tag}`, tag.replaceAll('"', ''), '']) {
        const answer = await expectRefusal(world(), operation, input, { by, headers: { 'if-match': stale } }, 'precondition_failed');
        expect(answer.json.etag).toBe(tag);
      }
      const key = crypto.randomUUID();
      const headers = { 'if-match': tag };
      const done = await sendRaw(world().api.baseUrl, operation, input, { by, headers, key });
      expect({ status: done.status, code: done.json.code }).toEqual({ status: operation.status, code: undefined });
      if (operation.entityTag) expect(tagOf(await sendRaw(world().api.baseUrl, read, { params: input.params }, { by }))).toBe(tagOf(done));
      // The same call once more is the answer that was given, not a refusal: the state is another by its own doing.
      const again = await sendRaw(world().twin.baseUrl, operation, input, { by, headers, key });
      expect([again.status, again.text]).toEqual([done.status, done.text]);
    });

    it('says to nobody of another company whether a tag is right (row:D4 row:F1)', async () => {
      const { by, input } = await ready();
      const tag = tagOf(await sendRaw(world().api.baseUrl, read, { params: input.params }, { by }));
      for (const known of [tag, '"other"']) await expectRefusal(world(), operation, input, { by: world().foreigner, headers: { 'if-match': known } }, 'not_found');
    });
  });
}

/** Whoever sends If-Match counts on it. */
export function refusesIfMatch({ operation, world, ready }: HttpChecks): void {
  describe('422', () => {
    it('refuses If-Match, which it does not look at, and writes nothing (row:D4)', async () => {
      const { by, input } = await ready();
      const answer = await expectRefusal(world(), operation, input, { by, headers: { 'if-match': '*' } }, 'invalid_input');
      expect(answer.json.errors).toEqual([{ pointer: '/header/if-match', detail: 'This call does not look at it.' }]);
    });
  });
}
