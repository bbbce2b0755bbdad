import { createHash } from 'node:crypto';
import { isFine, type Answer, type Behaviour } from './behaviours.js';

/** One call that arrived whole. What was cut off on its way is none. */
export interface Arrival {
  /** From 1, in the order in which calls were read to their end. */
  readonly number: number;
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** SHA-256 of the body's bytes, in hexadecimal. */
  readonly digest: string;
  /** Idempotency-Key, or webhook-id, or null. */
  readonly key: string | null;
  /** What it is about, in the words of its body, or null. */
  readonly subject: string | null;
  /** Which arrival of its key it is, from 1; of its path, where it has none. */
  readonly nth: number;
  /** The name of what was done to it: null while nobody has decided. */
  readonly met: Behaviour['does'] | 'refuses' | null;
  readonly acted: boolean;
}

type Kept = { -readonly [Name in keyof Arrival]: Arrival[Name] };

/** What was done, once for every time that it was. */
export interface Act {
  readonly key: string | null;
  readonly subject: string | null;
  readonly digest: string;
  readonly arrival: number;
}

interface Remembered {
  readonly digest: string;
  readonly answer: Answer;
}

/** What a receiver knows by itself of what came and what it did: nothing in it is told by the system that calls. */
export class Ledger {
  private readonly arrived: Kept[] = [];
  private readonly done: Act[] = [];
  private readonly counts = new Map<string, number>();
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly subjectOf: (body: string) => string | null) {}

  get arrivals(): readonly Arrival[] {
    return this.arrived;
  }

  get acts(): readonly Act[] {
    return this.done;
  }

  /** Keys under which more than one act was done, and how many: without keys nobody can tell a second act from another. */
  get twiceActed(): ReadonlyMap<string, number> {
    const times = new Map<string, number>();
    for (const { key } of this.done) if (key !== null) times.set(key, (times.get(key) ?? 0) + 1);
    return new Map([...times].filter(([, count]) => count > 1));
  }

  actsUnder(key: string): readonly Act[] {
    return this.done.filter((act) => act.key === key);
  }

  /** In the order in which they were done. */
  actsAbout(subject: string): readonly Act[] {
    return this.done.filter((act) => act.subject === subject);
  }

  note(call: Pick<Arrival, 'method' | 'path' | 'headers'>, bytes: Uint8Array): Kept {
    const body = Buffer.from(bytes).toString('utf8');
    const key = call.headers['idempotency-key'] ?? call.headers['webhook-id'] ?? null;
    const counted = JSON.stringify([key ?? call.path, key !== null]);
    const nth = (this.counts.get(counted) ?? 0) + 1;
    this.counts.set(counted, nth);
    const arrival: Kept = { number: this.arrived.length + 1, atMs: Date.now(), ...call, body, digest: createHash('sha256').update(bytes).digest('hex'), key, subject: this.subjectOf(body), nth, met: null, acted: false };
    this.arrived.push(arrival);
    return arrival;
  }

  act(arrival: Kept): void {
    arrival.acted = true;
    const { key, subject, digest, number } = arrival;
    this.done.push({ key, subject, digest, arrival: number });
  }

  /** Keeps what an act is answered with, for whoever asks under the same key again. */
  remember({ key, digest }: Arrival, answer: Answer): void {
    if (key !== null && !this.remembered.has(key)) this.remembered.set(key, { digest, answer });
  }

  /** The first answer to a call under the same key; a refusal where that call was another; null where there was none. */
  recall({ key, digest }: Arrival): Answer | null {
    const first = key === null ? undefined : this.remembered.get(key);
    if (!first) return null;
    if (first.digest === digest) return first.answer;
    return { status: 422, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify({ type: 'about:blank', status: 422, title: 'This key was used for another body' }) };
  }
}

/** What a receiver says of an act where nothing else is planned. */
export function receiptFor({ key, subject, digest, number }: Pick<Arrival, 'key' | 'subject' | 'digest' | 'number'>, { status = 200, headers, body }: { readonly status?: number | undefined; readonly headers?: Readonly<Record<string, string>> | undefined; readonly body?: string | undefined }): Answer {
  if (body !== undefined || status === 204 || !isFine(status)) return { status, headers: headers ?? {}, body: body ?? '' };
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ act: `act_${number}`, key, subject, digest }) };
}

/** `subject` of a JSON body, or of the `data` in it. */
export function subjectIn(body: string): string | null {
  try {
    const value = JSON.parse(body) as { readonly subject?: unknown; readonly data?: { readonly subject?: unknown } } | null;
    const found = value?.subject ?? value?.data?.subject;
    return typeof found === 'string' ? found : null;
  } catch {
    return null;
  }
}
