import type { RefusalCode } from '@countersign/contracts/platform';
import { byCount, raise } from './counts.js';
import { departureKinds, type DepartureKind } from './departure.js';
import type { DocumentWalk } from './walk-document.js';

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

interface Counted {
  documents: number;
  times: number;
  readonly codes: Map<RefusalCode, number>;
  example: { readonly index: number; readonly caseId: string; readonly activity: string } | null;
}

/** Counts departures by their kind. */
export class DepartureBook {
  private readonly counts = new Map<DepartureKind, Counted>();

  /** `example` is where the document's first departure was. */
  add({ departure, departures }: DocumentWalk, example: NonNullable<Counted['example']>): void {
    for (const { kind } of departures) this.countedOf(kind).times += 1;
    if (departure === null) return;
    const counted = this.countedOf(departure.kind);
    counted.documents += 1;
    if (departure.code !== null) raise(counted.codes, departure.code, 1);
    if (!counted.example || example.index < counted.example.index) counted.example = example;
  }

  /** The most frequent first. */
  rows(): DepartureRow[] {
    const rows = (Object.keys(departureKinds) as DepartureKind[]).flatMap((kind): DepartureRow[] => {
      const counted = this.counts.get(kind);
      if (!counted?.example) return [];
      const { caseId, activity } = counted.example;
      return [{ kind, documents: counted.documents, times: counted.times, codes: byCount(counted.codes), example: { caseId, activity } }];
    });
    return rows.sort((a, b) => b.documents - a.documents);
  }

  private countedOf(kind: DepartureKind): Counted {
    const counted = this.counts.get(kind) ?? { documents: 0, times: 0, codes: new Map<RefusalCode, number>(), example: null };
    this.counts.set(kind, counted);
    return counted;
  }
}
