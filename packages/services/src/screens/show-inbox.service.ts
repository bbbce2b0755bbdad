import { anyRequest } from '@countersign/database/requests';
import type { InboxScreen, showInbox } from '@countersign/contracts/screens';
import { visibleRequests } from '@countersign/permissions';
import { actorOf, type Call, type House } from '../platform/index.js';
import { summaryOf } from '../requests/index.js';
import { taskViewOf, waitingTasks } from '../tasks/index.js';
import { sheetOf } from './request-sheet.part.js';
import { frameOf, withPictures } from './screen-frame.part.js';

const rowsMax = 50;
const mineMax = 20;

/** The inbox in one request: the work that waits, the first sheet whole, and your own latest requests. */
export class ShowInboxService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showInbox>): Promise<InboxScreen> {
    const actor = actorOf(call.caller);
    const now = this.house.now();
    return this.house.tenancy.read(actor, async (tx) => {
      const { waiting, ...frame } = await frameOf(tx, actor, now);
      const page = await waitingTasks(tx, actor, { limit: rowsMax, after: null });
      const listMine = (status: 'returned' | null) => tx.requestSearch.list(visibleRequests(actor.ability), { ...anyRequest, status, requesterId: actor.memberId }, { limit: mineMax, after: null });
      // What came back waits for its requester, however old it is: it stands first.
      const returned = (await listMine('returned')).items;
      const others = (await listMine(null)).items.filter(({ status }) => status !== 'returned');
      const firstRow = page.items[0];
      const file = firstRow ? await tx.requests.findByTask(firstRow.taskId) : null;
      const rows = page.items.map((row) => ({
        ...taskViewOf(row),
        effectLine: row.effectNames.length === 0 ? '' : `goes to ${row.effectNames.join(', ')} once all have signed`,
        changedSinceMine: row.decidedBefore,
      }));
      return withPictures(tx, {
        ...frame,
        data: {
          rows,
          more: page.nextCursor !== null,
          subtotals: waiting.subtotals,
          lastDecisionAt: waiting.lastDecisionAt?.toISOString() ?? null,
          first: file ? await sheetOf(tx, actor, file, now) : null,
          mine: [...returned, ...others].slice(0, mineMax).map(summaryOf),
        },
      });
    });
  }
}
