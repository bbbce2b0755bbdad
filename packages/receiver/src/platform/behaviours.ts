/** What stands on the wire where nothing goes wrong. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers, with 200 where no status is said. A 2xx without a body of its own, other than 204, carries a receipt. Acts where that is a 2xx, unless it is said. */
export type Answers = { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string; readonly acts?: boolean };

/** When a connection is cut. `headers` and `body` are cut half-way through. */
export type CutAt = 'before the answer' | 'in the headers' | 'in the body';

/**
 * One way to treat a call. Whoever acts does so before anything is answered, as a receiver that works and then tells.
 * Times are in milliseconds unless their name says otherwise.
 */
export type Behaviour =
  | ({ readonly does: 'answers' } & Answers)
  /** Acts, and begins to answer after a time: `ms`, or drawn by the seed up to `maxMs`. */
  | ({ readonly does: 'answers late' } & ({ readonly ms: number } | { readonly maxMs: number }) & Answers)
  /** Acts, and sends its headers byte by byte, or the headers at once and the body so. */
  | { readonly does: 'trickles'; readonly part: 'headers' | 'body'; readonly bytesPerSecond?: number }
  /** Reads the call and never says a word; acts only where that is said. */
  | { readonly does: 'hangs'; readonly acts?: boolean }
  /** Answers while it is up; while it is down, connections are cut and nothing is done. Begins up, when the receiver is opened. */
  | { readonly does: 'flaps'; readonly upMs: number; readonly downMs: number }
  /** Asks to come again, in words of RFC 9110, section 10.2.3: a number of seconds, or a date. Nothing is done. */
  | { readonly does: 'puts off'; readonly status: 429 | 503; readonly retryAfterSeconds: number; readonly saysAs: 'seconds' | 'date' }
  /** Acts, and says that it failed. */
  | { readonly does: 'fails after acting'; readonly status?: number }
  /** Says that it acted, and did not. */
  | { readonly does: 'lies' }
  | { readonly does: 'cuts'; readonly at: CutAt; readonly acts?: boolean }
  /** Acts, and answers with a body that never ends. */
  | { readonly does: 'never stops' }
  /** Acts, and answers with headers of this size. */
  | { readonly does: 'swells'; readonly headerBytes?: number }
  /** Sends the caller elsewhere: to an address of a cloud's own, to itself, or to a URL. Nothing is done. */
  | { readonly does: 'redirects'; readonly to: 'a private address' | 'itself' | URL; readonly status?: 301 | 302 | 303 | 307 | 308 }
  /** Acts, and answers with 200 and something that no caller asked for. */
  | { readonly does: 'answers badly'; readonly with: keyof typeof badAnswers };

/** A behaviour; one that does not say what it does answers. */
export type Told = Behaviour | ({ readonly does?: undefined } & Answers);
export const behaviourOf = (told: Told): Behaviour => (told.does === undefined ? { ...told, does: 'answers' } : told);

/** Where the metadata of a cloud's machines are: the prize of whoever makes a server follow a redirect. */
export const privateAddress = 'http://169.254.169.254/latest/meta-data/';

const json = { 'content-type': 'application/json' };

/** Answers of a receiver whose other end was changed, is broken, or is a page of somebody else's. */
export const badAnswers = {
  'another shape': { status: 200, headers: json, body: '[{"ok":"maybe"},null]' },
  'no JSON': { status: 200, headers: json, body: '{"acted":true' },
  'no text': { status: 200, headers: json, body: '\u0000\ufffd\u0001' },
  'nothing': { status: 200, headers: json, body: '' },
  'another type': { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Sign in</title><p>Please sign in to this network.' },
} as const satisfies Record<string, Answer>;

export const isFine = (status: number) => status >= 200 && status < 300;

/** Whether a call that is treated like this is carried out. `isUp` is of those that flap. */
export function actsOn(behaviour: Behaviour, isUp: boolean): boolean {
  switch (behaviour.does) {
    case 'answers':
    case 'answers late':
      return behaviour.acts ?? isFine(behaviour.status ?? 200);
    case 'hangs':
      return behaviour.acts ?? false;
    case 'cuts':
      return behaviour.acts ?? true;
    case 'flaps':
      return isUp;
    case 'puts off':
    case 'lies':
    case 'redirects':
      return false;
    case 'trickles':
    case 'fails after acting':
    case 'never stops':
    case 'swells':
    case 'answers badly':
      return true;
  }
}
