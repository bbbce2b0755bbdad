import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import sax from 'sax';
import type { HistoryCase, HistoryEvent } from './history-case.js';
import { readActivity } from './read-activity.js';

/** Reads a gzipped XES log (IEEE 1849) case by case; memory does not grow with the log. */
export async function* readXesFile(path: string): AsyncGenerator<HistoryCase> {
  const file = createReadStream(path);
  const text = file.pipe(createGunzip());
  // A pipe does not hand on errors: without this, an unreadable file would look like an unfinished one.
  file.on('error', (cause) => text.destroy(cause));
  yield* readXes(text);
}

/** Reads XES text in chunks of any size. Throws for broken XML, an unfinished log, and cases that lack what is needed. */
export async function* readXes(chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>): AsyncGenerator<HistoryCase> {
  const collector = new CaseCollector();
  const parser = sax.parser(true, { position: true });
  parser.onerror = (cause) => {
    throw cause;
  };
  parser.onopentag = (tag) => collector.open(tag.name, tag.attributes as Readonly<Record<string, string>>);
  parser.onclosetag = (name) => collector.close(name);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of chunks) {
    parser.write(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }));
    yield* collector.take();
  }
  if (!collector.finished) throw new Error('The log ends before it is closed.');
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
  private ofFirstEvent: Attributes | null = null;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.path.at(-1);
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
    if (name === 'event' && this.ofEvent) this.endEvent(this.ofEvent);
    if (name === 'trace' && this.ofTrace) this.endTrace(this.ofTrace);
  }

  take(): HistoryCase[] {
    return this.done.splice(0);
  }

  private endEvent(attributes: Attributes): void {
    const activity = need(attributes, 'concept:name', 'an event');
    this.events.push({ ...readActivity(activity), activity, statedTime: need(attributes, 'time:timestamp', 'an event') });
    this.ofFirstEvent ??= attributes;
    this.ofEvent = null;
  }

  private endTrace(attributes: Attributes): void {
    const id = need(attributes, 'concept:name', 'a case');
    // This export repeats what is true of the case on each of its events.
    const facts = this.ofFirstEvent;
    if (!facts) throw new Error(`Case ${id} has no events.`);
    const find = (...keys: string[]) => keys.map((key) => facts.get(`(case)_${key}`)).find((value) => value !== undefined) ?? null;
    const amount = find('RequestedAmount', 'Amount');
    if (amount === null) throw new Error(`Case ${id} names no amount.`);
    this.done.push({
      id,
      amount,
      unit: find('OrganizationalEntity'),
      project: find('Project'),
      costType: find('Cost_Type'),
      documentNumber: find('RfpNumber', 'DeclarationNumber'),
      budget: find('BudgetNumber'),
      events: this.events,
    });
    this.ofTrace = null;
    this.ofFirstEvent = null;
    this.events = [];
  }
}

function need(attributes: Attributes, key: string, of: string): string {
  const value = attributes.get(key);
  if (value === undefined) throw new Error(`The log has ${of} without "${key}".`);
  return value;
}
