import type { RawAnswer } from './raw-call.js';

// What a call costs is told to tests and benchmarks only; one in many, by chance, also throws old idempotency keys away.
const byChance: ReadonlySet<string> = new Set(['date', 'server-timing']);

/** Writes answers so that two worlds can be compared: ids, digests and keys by the order in which they first came up, times as such. */
export class AnswerReader {
  private readonly names = new Map<string, string>();

  /** Status, every header and the body of an answer, without what chance and the clock put into it. */
  read(answer: RawAnswer): string {
    const body = this.plain(answer.text);
    const headers = [...answer.headers].filter(([name]) => !byChance.has(name)).map(([name, value]) => {
      // Times are written with as many digits as they need: what is compared is the length without them.
      if (name !== 'content-length') return `${name}: ${this.plain(value)}`;
      return Number(value) === Buffer.byteLength(answer.text) ? `${name}: ${body.length} without ids and times` : `${name}: ${value}, which is not its length`;
    });
    return [String(answer.status), ...headers, '', body].join('\n');
  }

  private plain(text: string): string {
    return text
      .replaceAll(/("nextCursor":")([A-Za-z0-9_-]+)"/g, (_, start: string, cursor: string) => `${start}${Buffer.from(cursor, 'base64url').toString('utf8')}"`)
      .replaceAll(/("token":"|invitations\/)[A-Za-z0-9_-]{20,}/g, '$1(token)')
      .replaceAll(/whsec_[A-Za-z0-9+/]+=*/g, '(secret)')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, '(time)')
      .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, (id) => this.nameOf('id', id))
      .replaceAll(/("traceId":")[0-9a-f]{32}"/g, '$1(trace)"')
      .replaceAll(/\b[0-9a-f]{64}\b/g, (digest) => this.nameOf('digest', digest));
  }

  private nameOf(kind: string, value: string): string {
    const name = this.names.get(value) ?? `(${kind} ${this.names.size + 1})`;
    this.names.set(value, name);
    return name;
  }
}
