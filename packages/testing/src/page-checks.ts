import { describe, expect, it } from '@jest/globals';
import type { Operation } from '@countersign/contracts/platform';
import { pointersOf } from './http-checks.js';
import { expectRefusal, type ReadyCall } from './http-expectations.js';
import type { HttpWorld } from './http-world.js';
import { sendRaw, type RawAnswer } from './raw-call.js';

/** A page as every list gives it. */
interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

export interface PageChecks {
  readonly operation: Operation;
  readonly world: () => HttpWorld;
  /** A call whose list holds at least two items. */
  readonly ready: () => ReadyCall | Promise<ReadyCall>;
}

/** The specs that every list passes. */
export function holdsPages({ operation, world, ready }: PageChecks): void {
  describe('pages', () => {
    it('come one after the other, nothing twice and nothing left out, and show nothing of another company (row:D4 row:F1)', async () => {
      const { by, input } = await ready();
      const ask = async (query: object, asker = by): Promise<Page> => pageOf(await sendRaw(world().api.baseUrl, operation, { ...input, query: { ...input.query, ...query } }, { by: asker }));
      const whole = await ask({ limit: '100' });
      expect(whole.items.length).toBeGreaterThan(1);
      const walked: unknown[] = [];
      let cursor: string | null = null;
      do {
        const page: Page = await ask({ limit: '1', ...(cursor !== null && { cursor }) });
        expect(page.items).toHaveLength(1);
        walked.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null && walked.length < 120);
      expect(walked).toEqual(whole.items);
      const foreign = await ask({ limit: '100' }, world().foreigner);
      expect(idsOf(foreign).filter((id) => idsOf(whole).includes(id))).toEqual([]);
    });

    it('have 1 to 100 items, and what is not a cursor is refused (row:F6)', async () => {
      const { by, input } = await ready();
      for (const limit of ['0', '101', '-1', '1.5', 'all', '']) {
        const answer = await expectRefusal(world(), operation, { ...input, query: { ...input.query, limit } }, { by }, 'invalid_input');
        expect(pointersOf(answer)).toEqual(['/query/limit']);
      }
      for (const cursor of ['x'.repeat(2000), 'not ours', '_', Buffer.from([0xff, 0xfe]).toString('base64url')]) {
        const answer = await expectRefusal(world(), operation, { ...input, query: { ...input.query, cursor } }, { by }, 'invalid_input');
        expect(pointersOf(answer)).toEqual(['/query/cursor']);
      }
    });
  });
}

function pageOf(answer: RawAnswer): Page {
  expect(answer.status).toBe(200);
  return answer.json as unknown as Page;
}

const idsOf = (page: Page) => page.items.map((item) => (item as { readonly id: string }).id);
