import type { HistoryCase, HistoryDocument, HistoryEvent } from './history-case.js';

const unnamed = 'Request';

/** A permit allows; nothing is paid for it. */
export const isPaid = (kind: string): boolean => !/\bpermit\b/i.test(kind);

/**
 * The documents of a case, in the order in which the log first speaks of them; at least one. A payment belongs to the document of a
 * paid kind that was spoken of last before it. Where the log names several numbers of a kind, a new one begins when one is submitted
 * after the final approval of the one before.
 */
export function documentsOf(history: HistoryCase): HistoryDocument[] {
  const gathering = new Gathering(history);
  for (const event of history.events) gathering.take(event);
  return gathering.documents;
}

/** The document that each event of a case is about, by its index; null for notes. */
export function documentOfEach(history: HistoryCase): (number | null)[] {
  const gathering = new Gathering(history);
  return history.events.map((event) => gathering.take(event));
}

class Gathering {
  private readonly found: { readonly kind: string; readonly events: HistoryEvent[] }[] = [];
  private lastPaid: number | null = null;

  constructor(private readonly history: HistoryCase) {}

  get documents(): HistoryDocument[] {
    const found = this.found.length === 0 ? [{ kind: unnamed, events: [] }] : this.found;
    return found.map(({ kind, events }, index) => ({ index, kind, events, paid: isPaid(kind) }));
  }

  take(event: HistoryEvent): number | null {
    if (event.act === 'noted') return null;
    const isPayment = event.act === 'payment_requested' || event.act === 'payment_handled';
    const index = isPayment ? (this.lastPaid ?? this.lastOf(this.found.at(-1)?.kind ?? unnamed)) : this.documentFor(event);
    const found = this.found[index];
    found?.events.push(event);
    if (found && isPaid(found.kind)) this.lastPaid = index;
    return index;
  }

  private documentFor(event: HistoryEvent): number {
    const kind = event.document ?? this.found.at(-1)?.kind ?? unnamed;
    const index = this.lastOf(kind);
    const begins = event.act === 'submitted' || event.act === 'saved';
    if (!begins || this.found[index]?.events.findLast(isDecision)?.act !== 'final_approved') return index;
    return this.found.filter((one) => one.kind === kind).length < numbersNamed(this.history, kind) ? this.begin(kind) : index;
  }

  private lastOf(kind: string): number {
    const index = this.found.findLastIndex((one) => one.kind === kind);
    return index < 0 ? this.begin(kind) : index;
  }

  private begin(kind: string): number {
    return this.found.push({ kind, events: [] }) - 1;
  }
}

const isDecision = ({ act }: HistoryEvent): boolean => act === 'approved' || act === 'final_approved' || act === 'rejected';

const numberKeys: Readonly<Record<string, RegExp>> = {
  Declaration: /^(?:DeclarationNumber|dec_id)_\d+$/,
  'Request For Payment': /^(?:RfpNumber|Rfp_id)_\d+$/,
};

/** How many documents of a kind the facts of a case number: `DeclarationNumber_0`, `DeclarationNumber_1`. One where they do not say. */
function numbersNamed({ facts }: HistoryCase, kind: string): number {
  const pattern = numberKeys[kind];
  const named = new Set<string>();
  for (const [key, value] of facts) if (pattern?.test(key) && value !== 'UNKNOWN' && value !== 'MISSING') named.add(key.replace(/^.*_/, ''));
  return Math.max(1, named.size);
}
