import type { Tx } from '@countersign/database/platform';
import type { AuditEntryView } from '@countersign/contracts/audit';
import type { AuditScreen, showAudit } from '@countersign/contracts/screens';
import { entryViewOf, findAuditEntries } from '../audit/index.js';
import { actorOf, type Call, type House } from '../platform/index.js';
import { changesOf, didOf, knownActions, readableOf, sentenceOf } from './audit-words.part.js';
import { frameOf, withPictures } from './screen-frame.part.js';

const peopleMax = 100;

/** The audit with everything that one looks for in it: what changed comes with each entry, so that opening one asks for nothing. */
export class ShowAuditService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showAudit>): Promise<AuditScreen> {
    const actor = actorOf(call.caller);
    const now = this.house.now();
    const { requestNumber, ...query } = call.input.query;
    return this.house.tenancy.read(actor, async (tx) => {
      const frame = await frameOf(tx, actor, now);
      const requestId = requestNumber === undefined ? query.subjectId : await tx.requestSearch.findIdOf(requestNumber);
      const subjectId = requestId === undefined ? {} : { subjectId: requestId ?? 'no such request' };
      const page = await findAuditEntries(tx, { ...query, ...subjectId }, now);
      const causing = await causesOf(tx, page.items);
      const names = await namesOf(tx, [...page.items, ...causing]);
      const causes = new Map(causing.map((entry) => [entry.id, sentenceOf(readableOf(entry, names))]));
      const people = (await tx.members.list({ limit: peopleMax, after: null })).items.map(({ id, name }) => ({ id, name }));
      const rows = page.items.map((found) => {
        const entry = readableOf(found, names);
        const text = entry.causeId === null ? undefined : causes.get(entry.causeId);
        return { entry, did: didOf(entry), changes: changesOf(entry), cause: entry.causeId === null || text === undefined ? null : { id: entry.causeId, text } };
      });
      return withPictures(tx, { ...frame, data: { rows, nextCursor: page.nextCursor, people: people.sort((one, other) => one.name.localeCompare(other.name)), actions: knownActions } });
    });
  }
}

/** What led to these entries. */
async function causesOf(tx: Tx, entries: readonly AuditEntryView[]): Promise<AuditEntryView[]> {
  const ids = [...new Set(entries.flatMap(({ causeId }) => causeId ?? []))];
  return (await tx.audit.listByIds(ids)).map(entryViewOf);
}

/** The names of the members whom these entries are about, by id. */
async function namesOf(tx: Tx, entries: readonly AuditEntryView[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(entries.flatMap(({ subject }) => (subject.kind === 'member' ? subject.id : [])));
  return new Map((await tx.members.listNames([...ids])).map(({ memberId, name }) => [memberId, name]));
}
