import type { RefusalCode } from '@countersign/contracts/platform';
import type { RequestStatus } from '@countersign/contracts/requests';
import type { ExpectedPayment } from './check-payments.js';
import { byCount, raise } from './counts.js';
import { DepartureBook, type DepartureRow } from './departure-book.js';
import { endings, isAsRecorded, type Ending } from './ending.js';
import { sayWalk, type ReplayedCase, type ReplayedDocument } from './replayed-case.js';

/** Every case in one place: as the log has it, or under the first refusal that a document of it met which ended otherwise. */
export interface CaseSums {
  /** Ended as recorded, and nothing was refused on the way. */
  readonly asRecorded: number;
  /** Ended as recorded after a refusal on the way, by the code of the first one. */
  readonly asRecordedAfter: ReadonlyMap<RefusalCode, number>;
  /** Ended otherwise, by the code of the first refusal. */
  readonly refused: ReadonlyMap<RefusalCode, number>;
  /** Ended otherwise though nothing was refused: there must be none. A sentence each. */
  readonly unexplained: readonly string[];
}

export interface Tally {
  readonly cases: number;
  readonly caseSums: CaseSums;
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
  /** Documents by whether a payment is on record in the log, and whether it was made here. */
  readonly paid: { readonly inBoth: number; readonly inLogOnly: number; readonly hereOnly: number; readonly inNeither: number };
  /** Documents that would end as recorded if every submission went the usual way. */
  readonly usuallyAsRecorded: number;
  /** Documents that went otherwise than foreseen; a sentence each. */
  readonly unforeseen: readonly string[];
}

interface Said {
  readonly index: number;
  readonly text: string;
}

/** Counts replayed cases one by one, in any order, and gives the same table for the same cases. Keeps ids and counts, and no case. */
export class TallyBook {
  /** The status that every request should have. */
  readonly statuses = new Map<string, RequestStatus>();
  /** What the receiver should have seen of every request for which something is or was paid. */
  readonly payments = new Map<string, ExpectedPayment>();
  private readonly sums = { cases: 0, documents: 0, events: 0, eventsDone: 0, requests: 0, asInLog: 0, usuallyAsRecorded: 0 };
  private readonly caseSums = { asRecorded: 0, asRecordedAfter: new Map<RefusalCode, number>(), refused: new Map<RefusalCode, number>() };
  private readonly unexplained: Said[] = [];
  private readonly paid = { inBoth: 0, inLogOnly: 0, hereOnly: 0, inNeither: 0 };
  private readonly kinds = new Map<string, number>();
  private readonly noted = new Map<string, number>();
  private readonly departures = new DepartureBook();
  private readonly endings = Object.fromEntries(endings.map((row) => [row, Object.fromEntries(endings.map((column) => [column, 0]))])) as Record<Ending, Record<Ending, number>>;
  private readonly unforeseen: Said[] = [];

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
    this.addToCases(replayed);
  }

  read(): Tally {
    const { asRecorded, asRecordedAfter, refused } = this.caseSums;
    return {
      ...this.sums,
      caseSums: { asRecorded, asRecordedAfter: byCount(asRecordedAfter), refused: byCount(refused), unexplained: inOrder(this.unexplained) },
      kinds: byCount(this.kinds),
      noted: byCount(this.noted),
      departures: this.departures.rows(),
      endings: this.endings,
      paid: this.paid,
      unforeseen: inOrder(this.unforeseen),
    };
  }

  private addToCases({ index, id, documents }: ReplayedCase): void {
    const other = documents.find(({ walk }) => !isAsRecorded(walk.log, walk.here));
    const code = firstRefusal(other ? [other] : documents);
    if (other === undefined) {
      if (code === null) this.caseSums.asRecorded += 1;
      else raise(this.caseSums.asRecordedAfter, code, 1);
    } else if (code !== null) raise(this.caseSums.refused, code, 1);
    else this.unexplained.push({ index, text: `${id}, ${other.kind}: ${sayWalk(other.walk)}` });
  }

  private addDocument({ index, id }: ReplayedCase, { kind, walk, departedAt, foreseen, usuallyAsRecorded, requests }: ReplayedDocument): void {
    const { sums } = this;
    sums.documents += 1;
    sums.eventsDone += walk.eventsDone;
    sums.requests += walk.requests.length;
    sums.asInLog += Number(walk.departure === null);
    sums.usuallyAsRecorded += Number(usuallyAsRecorded);
    raise(this.kinds, kind, 1);
    this.endings[walk.log.ending][walk.here.ending] += 1;
    this.paid[walk.log.paid ? (walk.here.paid ? 'inBoth' : 'inLogOnly') : walk.here.paid ? 'hereOnly' : 'inNeither'] += 1;
    this.departures.add(walk, { index, caseId: id, activity: departedAt ?? '' });
    const found = sayWalk(walk);
    if (found !== foreseen) this.unforeseen.push({ index, text: `${id}, ${kind}: foreseen ${foreseen}; found ${found}` });
    for (const request of requests) {
      this.statuses.set(request.id, request.status);
      if (request.undone === 'cancelled') this.payments.set(request.id, 'cancelled');
    }
    const last = requests.at(-1);
    if (last && walk.here.paid) this.payments.set(last.id, 'made');
  }
}

const firstRefusal = (documents: readonly ReplayedDocument[]): RefusalCode | null => documents.flatMap(({ walk }) => walk.departures).find(({ code }) => code !== null)?.code ?? null;
const inOrder = (said: readonly Said[]): string[] => [...said].sort((a, b) => a.index - b.index).map(({ text }) => text);
