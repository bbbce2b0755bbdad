import { sumMoney } from '@countersign/contracts/platform';
import { inboxGroups, type InboxGroup, type InboxScreen, type showInbox } from '@countersign/contracts/screens';
import { anyRequest, type DueGroupRow, type DueRow, type WaitingThroughRow } from '@countersign/database/requests';
import { visibleRequests } from '@countersign/permissions';
import { actorOf, type Actor, type Call, type House } from '../platform/index.js';
import { summaryOf } from '../requests/index.js';
import { dueViewOf, forWhomText, groupLabels, holdsUntil, taskViewOf, summaryByDue, waitingByDue, waitingThroughOthers, type TenantClock } from '../tasks/index.js';
import { sheetOf, sheetPartsOf } from './request-sheet.part.js';
import { isSetUpLeft } from './set-up.part.js';
import { clockedFrameOf, withPictures } from './screen-frame.part.js';

const rowsMax = 50;
const mineMax = 20;
const askedMax = 50;
const stoppedMax = 5;

/** The inbox in one request: the work that waits, the first sheet whole, and your own latest requests. */
export class ShowInboxService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showInbox>): Promise<InboxScreen> {
    const actor = actorOf(call.caller);
    const now = this.house.now();
    return this.house.tenancy.read(actor, async (tx) => {
      const { frame, clock } = await clockedFrameOf(tx, actor, now);
      const visible = visibleRequests(actor.ability);
      const seesAsked = visible.all || visible.candidateId !== null;
      const [waiting, mine, asked] = await Promise.all([summaryByDue(tx, actor, clock), waitingByDue(tx, actor, clock, rowsMax), seesAsked ? tx.asks.listOf(actor.memberId, askedMax) : []]);
      const listMine = (status: 'returned' | null) => tx.requestSearch.list(visible, { ...anyRequest, status, requesterId: actor.memberId }, { limit: mineMax, after: null });
      // What came back waits for its requester, however old it is: it stands first.
      const returned = (await listMine('returned')).items;
      const others = (await listMine(null)).items.filter(({ status }) => status !== 'returned');
      const stopped = maySettle(actor) ? await tx.requestList.listStoppedSteps(visible, stoppedMax) : [];
      const through = await waitingThroughOthers(tx, actor, rowsMax);
      const forOthers = through.map((row) => delegatedRowOf(row, clock));
      const firstRow = mine.rows[0] ?? through[0];
      const file = firstRow ? await tx.requests.findByTask(firstRow.taskId) : null;
      return withPictures(tx, {
        ...frame,
        data: {
          rows: mine.rows.map((row) => inboxRowOf(row, clock)),
          forOthers,
          groups: groupsOf(waiting.groups, forOthers),
          timeZone: clock.timeZone,
          holdsUntil: holdsUntil([...mine.rows, ...through].map(({ dueAt }) => dueAt), clock).toISOString(),
          more: mine.more,
          subtotals: waiting.subtotals,
          lastDecisionAt: waiting.lastDecisionAt?.toISOString() ?? null,
          first: file ? await sheetOf(tx, actor, file, clock, await sheetPartsOf(tx, actor, file.requestId)) : null,
          asked: asked.map((ask) => ({ ...ask, askedAt: ask.askedAt.toISOString() })),
          mine: [...returned, ...others].slice(0, mineMax).map(summaryOf),
          stopped: stopped.map(({ stepName, count, latestId }) => ({ stepName, count, requestId: latestId })),
          setUpIsLeft: mine.rows.length === 0 && actor.permissions.includes('request_type.define') && (await isSetUpLeft(tx)),
        },
      });
    });
  }
}

const dueTextOf = (dueAt: Date | null, clock: TenantClock) => (dueAt === null ? null : dueViewOf(dueAt, clock).text);

function inboxRowOf(row: DueRow, clock: TenantClock): InboxScreen['data']['rows'][number] {
  return {
    ...taskViewOf(row),
    group: row.dueGroup as InboxGroup,
    dueText: dueTextOf(row.dueAt, clock),
    effectLine: row.effectNames.length === 0 ? '' : `goes to ${row.effectNames.join(', ')} once all have signed`,
    changedSinceMine: row.decidedBefore,
  };
}

function delegatedRowOf(row: WaitingThroughRow, clock: TenantClock): InboxScreen['data']['forOthers'][number] {
  return {
    ...taskViewOf(row),
    group: 'for_others',
    dueText: dueTextOf(row.dueAt, clock),
    effectLine: '',
    changedSinceMine: false,
    onBehalfOf: { memberId: row.principalId, name: row.principalName },
    awayUntil: row.awayUntil.toISOString(),
    forWhom: forWhomText(row.principalName, row.awayUntil, clock),
  };
}

/** Every group in its order, also those of nothing. */
function groupsOf(found: readonly DueGroupRow[], forOthers: InboxScreen['data']['forOthers']): InboxScreen['data']['groups'] {
  const others = { id: 'for_others', count: forOthers.length, subtotals: sumMoney(forOthers.flatMap(({ amount }) => amount ?? [])) };
  return inboxGroups.map((id) => {
    const { count, subtotals } = [...found, others].find((group) => group.id === id) ?? { count: 0, subtotals: [] };
    return { id, label: groupLabels[id], count, subtotals };
  });
}

/** Who can find an approver where one is missing. */
const maySettle = ({ permissions }: Actor) => permissions.includes('member.assign_roles') || permissions.includes('member.invite');
