import type { RefusalCode } from '@countersign/contracts/platform';
import type { RequestStatus } from '@countersign/contracts/requests';
import { departureKinds, type DepartureKind } from './departure.js';
import { endings, type Ending } from './ending.js';
import type { ReplayedCase, ReplayedDocument } from './replayed-case.js';

export interface DepartureRow {
  readonly kind: DepartureKind;
  /** Documents whose first departure this was. */
  readonly documents: number;
  /** How often it happened in all, in documents that had departed before included. */
  readonly times: number;
  /** What the API answered, each with its count; empty where no call was refused. */
  readonly codes: ReadonlyMap<RefusalCode, number>;
  readonly example: { readonly caseId: string; readonly activity: string };
}

export interface Tally {
  readonly cases: number;
  readonly documents: number;
  /** How many documents of each kind there are. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly events: number;
  readonly eventsDone: number;
  readonly requests: number;
  readonly noted: ReadonlyMap<string, number>;
  readonly asInLog: number;
  readonly departures: readonly DepartureRow[];
  /** Documents by how they ended in the log, then here. */
  readonly endings: Readonly<Record<Ending, Readonly<Record<Ending, number>>>>;
  readonly fixedReproduces: number;
  /** Documents that went otherwise than foreseen; a sentence each. */
  readonly unforeseen: readonly string[];
}

interface Counted {
  documents: number;
  times: number;
  readonly codes: Map<RefusalCode, number>;
  example: { readonly index: number; readonly caseId: string; readonly activity: string } | null;
}

const statusByEnding = { paid: 'approved', approved: 'approved', withdrawn: 'withdrawn', rejected: 'returned', open: 'open' } as const satisfies Partial<Record<Ending, RequestStatus>>;

/** Counts replayed cases one by one, in any order, and gives the same table for the same cases. Keeps ids and counts, and no case. */
export class TallyBook {
  /** The status that every request should have. */
  readonly statuses = new Map<string, RequestStatus>();
  /** The requests that have to be paid, each once. */
  readonly payable = new Set<string>();
  private readonly sums = { cases: 0, documents: 0, events: 0, eventsDone: 0, requests: 0, asInLog: 0, fixedReproduces: 0 };
  private readonly kinds = new Map<string, number>();
  private readonly noted = new Map<string, number>();
  private readonly departures = new Map<DepartureKind, Counted>();
  private readonly endings = Object.fromEntries(endings.map((row) => [row, Object.fromEntries(endings.map((column) => [column, 0]))])) as Record<Ending, Record<Ending, number>>;
  private readonly unforeseen: { readonly index: number; readonly text: string }[] = [];

  get cases(): number {
    return this.sums.cases;
  }

  get eventsDone(): number {
    return this.sums.eventsDone;
  }

  add(replayed: ReplayedCase): void {
    this.sums.cases += 1;
    this.sums.events += replayed.events;
    for (const [activity, times] of Object.entries(replayed.noted)) raise(this.noted, activity, times);
    for (const document of replayed.documents) this.addDocument(replayed, document);
  }

  read(): Tally {
    const rows = (Object.keys(departureKinds) as DepartureKind[]).flatMap((kind): DepartureRow[] => {
      const counted = this.departures.get(kind);
      if (!counted?.example) return [];
      const { caseId, activity } = counted.example;
      return [{ kind, documents: counted.documents, times: counted.times, codes: byCount(counted.codes), example: { caseId, activity } }];
    });
    return {
      ...this.sums,
      kinds: byCount(this.kinds),
      noted: byCount(this.noted),
      departures: rows.sort((a, b) => b.documents - a.documents),
      endings: this.endings,
      unforeseen: this.unforeseen.sort((a, b) => a.index - b.index).map(({ text }) => text),
    };
  }

  private addDocument({ index, id }: ReplayedCase, document: ReplayedDocument): void {
    const { walk, requestIds } = document;
    const { sums } = this;
    sums.documents += 1;
    sums.eventsDone += walk.eventsDone;
    sums.requests += walk.requests;
    sums.asInLog += Number(walk.departure === null);
    sums.fixedReproduces += Number(document.fixedAsInLog);
    raise(this.kinds, document.kind, 1);
    this.endings[walk.endedInLog][walk.endedHere] += 1;
    for (const { kind } of walk.departures) this.countedOf(kind).times += 1;
    if (walk.departure) this.addDeparture(walk.departure.kind, walk.departure.code, { index, caseId: id, activity: document.departedAt ?? '' });
    if (document.found !== document.foreseen) this.unforeseen.push({ index, text: `${id}, ${document.kind}: foreseen ${document.foreseen}; found ${document.found}` });
    // Only a withdrawn request is followed by another of the same document.
    for (const requestId of requestIds.slice(0, -1)) this.statuses.set(requestId, 'withdrawn');
    const last = requestIds.at(-1);
    if (last === undefined || walk.endedHere === 'never submitted') return;
    this.statuses.set(last, statusByEnding[walk.endedHere]);
    if (walk.endedHere === 'paid') this.payable.add(last);
  }

  private addDeparture(kind: DepartureKind, code: RefusalCode | null, example: NonNullable<Counted['example']>): void {
    const counted = this.countedOf(kind);
    counted.documents += 1;
    if (code !== null) raise(counted.codes, code, 1);
    if (!counted.example || example.index < counted.example.index) counted.example = example;
  }

  private countedOf(kind: DepartureKind): Counted {
    const counted = this.departures.get(kind) ?? { documents: 0, times: 0, codes: new Map<RefusalCode, number>(), example: null };
    this.departures.set(kind, counted);
    return counted;
  }
}

const raise = <K>(counts: Map<K, number>, key: K, by: number): void => void counts.set(key, (counts.get(key) ?? 0) + by);
const byCount = <K extends string>(counts: ReadonlyMap<K, number>): Map<K, number> => new Map([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));

/** Why the replay cannot be believed: sums that do not add up, and documents that went otherwise than the rules foresee. Empty when all is well. */
export function checkTally(tally: Tally): string[] {
  const departed = tally.departures.reduce((total, { documents }) => total + documents, 0);
  const ended = Object.values(tally.endings).reduce((total, row) => total + Object.values(row).reduce((a, b) => a + b, 0), 0);
  const ofKinds = [...tally.kinds.values()].reduce((a, b) => a + b, 0);
  const problems: string[] = [];
  if (departed + tally.asInLog !== tally.documents) problems.push(`${tally.asInLog} documents as in the log and ${departed} departures do not add up to ${tally.documents} documents.`);
  if (ended !== tally.documents) problems.push(`${ended} endings were counted for ${tally.documents} documents.`);
  if (ofKinds !== tally.documents || tally.documents < tally.cases) problems.push(`${ofKinds} documents by kind were counted for ${tally.documents} documents of ${tally.cases} cases.`);
  if (tally.eventsDone > tally.events) problems.push(`${tally.eventsDone} events were done, and the log has ${tally.events}.`);
  for (const { kind, documents, codes } of tally.departures) {
    const coded = [...codes.values()].reduce((a, b) => a + b, 0);
    if (coded !== 0 && coded !== documents) problems.push(`${coded} refusal codes were counted for ${documents} departures of the kind ${kind}.`);
  }
  if (tally.unforeseen.length > 0) problems.push(`${tally.unforeseen.length} documents went otherwise than the rules foresee: ${tally.unforeseen.slice(0, 5).join(' | ')}`);
  return problems;
}
