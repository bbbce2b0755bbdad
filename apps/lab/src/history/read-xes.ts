import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import sax from 'sax';
import { unitIn } from './document-facts.js';
import type { HistoryCase, HistoryEvent } from './history-case.js';
import { readActivity } from './read-activity.js';

type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** Reads an XES log (IEEE 1849), gzipped or plain, case by case; memory does not grow with the log. Throws a sentence for a file that is none. */
export async function* readXesFile(path: string): AsyncGenerator<HistoryCase> {
  try {
    yield* readXes(unzipped(createReadStream(path) as AsyncIterable<Uint8Array>));
  } catch (thrown) {
    throw new Error(`${path} cannot be read as an event log: ${sentenceOf(thrown)}`, { cause: thrown });
  }
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file.', EISDIR: 'it is a folder.', EACCES: 'it may not be read.',
  Z_DATA_ERROR: 'its compressed data is damaged.', Z_BUF_ERROR: 'its compressed data stops short.', ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not text in the encoding that it names.',
};

function sentenceOf(thrown: unknown): string {
  const { code, message } = thrown as { readonly code?: string; readonly message?: string };
  return causes[code ?? ''] ?? (message ?? String(thrown)).split('\n')[0] ?? '';
}

/** The bytes as they are, or unzipped where they begin as gzip does (RFC 1952). */
async function* unzipped(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = file[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  const rest = { [Symbol.asyncIterator]: () => chunks };
  async function* whole() {
    yield first.value;
    yield* rest;
  }
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) return yield* whole();
  const text = createGunzip();
  // Also hands errors on, without which an unreadable file would look like an unfinished one, and closes the file where reading stops.
  pipeline(Readable.from(whole()), text, () => undefined);
  yield* text as AsyncIterable<Uint8Array>;
}

/** Reads XES text in chunks of any size. Throws for broken XML, an unfinished log, and what is no log. */
export async function* readXes(chunks: Chunks): AsyncGenerator<HistoryCase> {
  const collector = new CaseCollector();
  const parser = sax.parser(true, { position: true });
  parser.onerror = (cause) => {
    throw cause;
  };
  parser.onopentag = (tag) => collector.open(nameOf(tag.name), tag.attributes as Readonly<Record<string, string>>);
  parser.onclosetag = (name) => collector.close(nameOf(name));
  let decoder: ReturnType<typeof decoderFor> | null = null;
  for await (const chunk of chunks) {
    if (typeof chunk !== 'string') decoder ??= decoderFor(chunk);
    parser.write(typeof chunk === 'string' ? chunk : (decoder?.decode(chunk, { stream: true }) ?? ''));
    yield* collector.take();
  }
  if (!collector.finished) throw new Error('The log ends before it is closed.');
}

/** Some writers prefix the elements of XES. */
const nameOf = (tag: string): string => tag.slice(tag.indexOf(':') + 1);

function decoderFor(first: Uint8Array) {
  const head = Buffer.from(first.subarray(0, 200)).toString('latin1');
  return new TextDecoder(/^\W*<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1] ?? 'utf-8', { fatal: true });
}

type Attributes = Map<string, string>;

/** Puts cases together from tags. Attributes nested in attributes (XES meta-attributes) are not the event's own and are left out. */
class CaseCollector {
  finished = false;
  private readonly path: string[] = [];
  private readonly done: HistoryCase[] = [];
  private ofTrace: Attributes | null = null;
  private ofEvent: Attributes | null = null;
  private events: HistoryEvent[] = [];
  private readonly facts: Attributes = new Map();
  private count = 0;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.path.at(-1);
    if (parent === undefined && name !== 'log') throw new Error(`It begins with <${name}>, and an event log begins with <log>.`);
    this.path.push(name);
    if (name === 'trace') this.ofTrace = new Map();
    else if (name === 'event') this.ofEvent = new Map();
    else if (attributes.key !== undefined && attributes.value !== undefined) {
      if (parent === 'event') this.ofEvent?.set(attributes.key, attributes.value);
      else if (parent === 'trace') this.ofTrace?.set(attributes.key, attributes.value);
    }
  }

  close(name: string): void {
    this.path.pop();
    if (name === 'log') this.finished = true;
    if (name === 'event' && this.ofEvent && this.ofTrace) this.endEvent(this.ofEvent);
    if (name === 'trace' && this.ofTrace) this.endTrace(this.ofTrace);
  }

  take(): HistoryCase[] {
    return this.done.splice(0);
  }

  private endEvent(attributes: Attributes): void {
    const activity = attributes.get('concept:name') ?? '(an event without a name)';
    this.events.push({ ...readActivity(activity, attributes.get('org:role') ?? null), activity, statedTime: instantIn(attributes.get('time:timestamp')) });
    // This collection repeats what is true of the case on each of its events; the first that says it counts.
    for (const [key, value] of attributes) if (key.startsWith('(case)_') && !this.facts.has(key.slice(7))) this.facts.set(key.slice(7), value);
    this.ofEvent = null;
  }

  private endTrace(attributes: Attributes): void {
    this.count += 1;
    // The trace's own word counts more than a repetition of it.
    const facts = new Map([...this.facts, ...attributes]);
    this.done.push({ id: attributes.get('concept:name') ?? `case ${this.count} of the log`, unit: unitIn(facts), facts, events: this.events });
    this.ofTrace = null;
    this.events = [];
    this.facts.clear();
  }
}

/** The time as it stands there, where it is one by RFC 3339. */
function instantIn(text: string | undefined): string | null {
  return text !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}
