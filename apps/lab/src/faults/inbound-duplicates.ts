import { setTimeout as pause } from 'node:timers/promises';
import { inParallel } from '../platform/in-parallel.js';
import type { Invariant } from './check-invariants.js';
import { orderOf, type InboundCompany } from './inbound-company.js';
import { InboundSender } from './inbound-sender.js';
import type { InboundReader } from './read-inbound.js';

export interface Duplicates {
  readonly sends: number;
  readonly unheard: number;
  readonly ids: number;
  readonly mostOfOne: number;
  readonly seconds: number;
  readonly invariants: readonly Invariant[];
}

export interface DuplicatesOptions {
  readonly baseUrl: string;
  readonly companies: readonly InboundCompany[];
  readonly sends: number;
  readonly chance: () => number;
  readonly openReader: () => Promise<InboundReader>;
  /** Called after each answer of the first wave, with the share of it that has been answered. */
  readonly onShare: (share: number) => void;
  /** Called when everybody has been answered: what was only promised is lost by a kill now. */
  readonly onAnswered: () => Promise<void>;
  /** Everything is up when it resolves. */
  readonly healed: () => Promise<void>;
  readonly say: (line: string) => void;
}

interface Copy {
  readonly company: number;
  readonly id: string;
  readonly body: string;
}

const copiesMax = 50;
const width = 48;
const emptyWithinMs = 180_000;
/** How often it is said how far it has come: minutes of silence look like something that is stuck. */
const sayEveryMs = 15_000;

/** Every message between once and fifty times: three in five of its copies at once, the others when all is done. */
export async function sendDuplicates(options: DuplicatesOptions): Promise<Duplicates> {
  const { companies, say } = options;
  const begunMs = Date.now();
  const senders = companies.map((company) => new InboundSender(options.baseUrl, company));
  const [first, later, ids] = planOf(options);
  const heard = new Map<string, Set<string>>();
  const problems: string[] = [];
  const wave = (copies: readonly Copy[], onShare: (share: number) => void = () => undefined) => {
    let answered = 0;
    const work = inParallel(copies, width, async ({ company, id, body }) => {
      const answer = await senders[company]?.send(id, body);
      answered += 1;
      onShare(answered / copies.length);
      if (answer?.status !== 202) problems.push(`${id} was answered ${answer?.status}`);
      heard.set(id, (heard.get(id) ?? new Set()).add(answer?.text ?? ''));
    });
    return saying(work, () => say(`${answered} of ${copies.length} were answered.`));
  };
  say(`${first.length} copies of ${ids.length} messages at once…`);
  await wave(first, options.onShare);
  await options.onAnswered();
  await options.healed();
  const reader = await options.openReader();
  await emptied(reader, companies, say);
  say(`${later.length} copies more, when all is done…`);
  await wave(later);
  await options.healed();
  await emptied(reader, companies, say);
  const invariants = await judge(reader, companies, ids, heard);
  await reader.close();
  const counts = { sends: senders.reduce((sum, sender) => sum + sender.counts.sent, 0), unheard: senders.reduce((sum, sender) => sum + sender.counts.unheard, 0) };
  const answered: Invariant = { promise: 'what is signed right is taken, however often it comes', looked: first.length + later.length, breaches: problems };
  return { ...counts, ids: ids.length, mostOfOne: copiesMax, seconds: (Date.now() - begunMs) / 1000, invariants: [answered, ...invariants] };
}

/** Copies for now and for later, each shuffled among those around it, and the messages that they are of. */
function planOf({ sends, companies, chance }: DuplicatesOptions): readonly [readonly Copy[], readonly Copy[], readonly Copy[]] {
  const [first, later, ids]: [Copy[], Copy[], Copy[]] = [[], [], []];
  while (first.length + later.length < sends) {
    const id = `msg_${ids.length}`;
    const copy: Copy = { company: ids.length % companies.length, id, body: JSON.stringify(orderOf(`Order ${id}`)) };
    ids.push(copy);
    const copies = Math.min(sends - first.length - later.length, 1 + Math.floor(chance() * copiesMax));
    for (let index = 0; index < copies; index += 1) (index === 0 || chance() < 0.6 ? first : later).push(copy);
  }
  return [shuffled(first, chance), shuffled(later, chance), ids];
}

/** So that copies of one message are under way together: nobody moves further than a few hundred places. */
function shuffled(copies: readonly Copy[], chance: () => number): Copy[] {
  return copies.map((copy, index) => ({ copy, at: index + chance() * 300 })).sort((a, b) => a.at - b.at).map(({ copy }) => copy);
}

async function emptied(reader: InboundReader, companies: readonly InboundCompany[], say: (line: string) => void): Promise<void> {
  const deadlineMs = Date.now() + emptyWithinMs;
  const open = async () => (await Promise.all(companies.map(({ source }) => reader.open(source.id)))).reduce((sum, count) => sum + count, 0);
  let left = await open();
  const wait = async () => {
    while (Date.now() < deadlineMs && left > 0) {
      await pause(250);
      left = await open();
    }
  };
  await saying(wait(), () => say(`${left} messages have not come to their end.`));
}

/** Says how far it has come, again and again, until the work is done. */
async function saying(work: Promise<void>, sayHowFar: () => void): Promise<void> {
  const timer = setInterval(sayHowFar, sayEveryMs);
  await work.finally(() => clearInterval(timer));
}

async function judge(reader: InboundReader, companies: readonly InboundCompany[], ids: readonly Copy[], heard: ReadonlyMap<string, ReadonlySet<string>>): Promise<Invariant[]> {
  const kept = (await Promise.all(companies.map(({ source }) => reader.messages(source.id)))).flat();
  const orders = (await Promise.all(companies.map(({ source }) => reader.orders(source.id)))).flat();
  const arrivals = (await Promise.all(companies.map(({ source }) => reader.arrivals(source.id)))).reduce((sum, count) => sum + count, 0);
  const [messagesOf, ordersOf] = [countBy(kept.map(({ messageId }) => messageId)), countBy(orders.map(({ item }) => item))];
  return [
    { promise: 'a message is answered with the same words whenever it comes', looked: heard.size, breaches: [...heard].filter(([, texts]) => texts.size > 1).map(([id, texts]) => `${id} was answered in ${texts.size} ways`) },
    { promise: 'a message that was answered 202 is kept', looked: heard.size, breaches: [...heard.keys()].filter((id) => !messagesOf.has(id)).map((id) => `${id} was answered 202, and is not there`) },
    { promise: 'a message is kept once', looked: ids.length, breaches: ids.filter(({ id }) => (messagesOf.get(id) ?? 0) > 1).map(({ id }) => `${id} is there ${messagesOf.get(id)} times`) },
    { promise: 'a message starts one request', looked: ids.length, breaches: ids.filter(({ id }) => ordersOf.get(`Order ${id}`) !== 1).map(({ id }) => `${id} started ${ordersOf.get(`Order ${id}`) ?? 0} requests`) },
    { promise: 'every message has come to its end, and none died', looked: kept.length, breaches: kept.filter(({ state }) => state !== 'done').map(({ messageId, state, problem }) => `${messageId} is ${state}: ${problem ?? ''}`) },
    { promise: 'the audit says of each once that it came', looked: arrivals, breaches: arrivals === kept.length ? [] : [`${arrivals} entries for ${kept.length} messages`] },
  ];
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
