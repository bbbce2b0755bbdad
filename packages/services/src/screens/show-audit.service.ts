import type { Tx } from '@countersign/database/platform';
import type { AuditEntryView } from '@countersign/contracts/audit';
import type { AuditScreen, showAudit } from '@countersign/contracts/screens';
import { entryViewOf, findAuditEntries } from '../audit/index.js';
import { actorOf, type Call, type House } from '../platform/index.js';
import { changesOf, knownActions, sentenceOf, verbOf } from './audit-words.part.js';
import { frameOf } from './screen-frame.part.js';

const peopleMax = 100;

/** The audit with everything that one looks for in it: what changed comes with each entry, so that opening one asks for nothing. */
export class ShowAuditService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showAudit>): Promise<AuditScreen> {
    const actor = actorOf(call.caller);
    const now = this.house.now();
    const { requestNumber, ...query } = call.input.query;
    return this.house.tenancy.read(actor, async (tx) => {
      const { waiting: _, ...frame } = await frameOf(tx, actor, now);
      const requestId = requestNumber === undefined ? query.subjectId : await tx.requestSearch.findIdOf(requestNumber);
      const subjectId = requestId === undefined ? {} : { subjectId: requestId ?? 'no such request' };
      const page = await findAuditEntries(tx, { ...query, ...subjectId }, now);
      const causes = await causesOf(tx, page.items);
      const people = (await tx.members.list({ limit: peopleMax, after: null })).items.map(({ id, name }) => ({ id, name }));
      const rows = page.items.map((entry) => {
        const text = entry.causeId === null ? undefined : causes.get(entry.causeId);
        return { entry, did: verbOf(entry.action), changes: changesOf(entry), cause: entry.causeId === null || text === undefined ? null : { id: entry.causeId, text } };
      });
      return { ...frame, data: { rows, nextCursor: page.nextCursor, people: people.sort((one, other) => one.name.localeCompare(other.name)), actions: knownActions } };
    });
  }
}

/** What led to these entries, as sentences by id. */
async function causesOf(tx: Tx, entries: readonly AuditEntryView[]): Promise<Map<string, string>> {
  const ids = [...new Set(entries.flatMap(({ causeId }) => causeId ?? []))];
  return new Map((await tx.audit.listByIds(ids)).map(entryViewOf).map((entry) => [entry.id, sentenceOf(entry)]));
}
