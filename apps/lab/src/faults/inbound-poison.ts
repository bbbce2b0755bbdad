import { setTimeout as pause } from 'node:timers/promises';
import type { Invariant } from './check-invariants.js';
import { orderOf, type InboundCompany } from './inbound-company.js';
import { InboundSender } from './inbound-sender.js';
import { mendable, mendedPlace, poisons } from './poison-payloads.js';
import type { InboundReader, KeptMessage } from './read-inbound.js';

export interface Poisoning {
  readonly kinds: number;
  readonly refused: number;
  readonly dead: number;
  readonly replayed: number;
  readonly neighbours: number;
  readonly seconds: number;
  readonly invariants: readonly Invariant[];
}

export interface PoisoningOptions {
  readonly baseUrl: string;
  readonly poisoned: InboundCompany;
  readonly neighbour: InboundCompany;
  readonly reader: InboundReader;
  /** Has all dead letters of the poisoned source carried out once more. */
  readonly replay: () => Promise<void>;
  /** How often a process of the product ended by itself. */
  readonly deaths: () => number;
  readonly say: (line: string) => void;
}

const settledWithinMs = 120_000;
const isTooLarge = new Set(poisons.filter(({ body }) => body.length > 1_000_000).map(({ kind }) => kind));
const spoiled = 'a source that cannot be read';

/** Sends what nobody wants to get, with a good message of a neighbour after each, and has what died carried out again once its source is mended. */
export async function sendPoison(options: PoisoningOptions): Promise<Poisoning> {
  const { poisoned, neighbour, reader, say } = options;
  const begunMs = Date.now();
  const [bad, good] = [new InboundSender(options.baseUrl, poisoned), new InboundSender(options.baseUrl, neighbour)];
  const answers = new Map<string, number | null>();
  say(`${poisons.length + 1} kinds of poison, each with a neighbour behind it…`);
  for (const [index, { kind, body, contentType }] of poisons.entries()) {
    answers.set(kind, (await bad.sendOnce(idOf(kind), body, contentType))?.status ?? null);
    await good.send(`good_${index}`, JSON.stringify(orderOf(`Good ${index}`)));
  }
  await settled(reader, [poisoned, neighbour]);
  const mended = await reader.spoil(poisoned.source.id);
  await bad.send(idOf(spoiled), JSON.stringify(orderOf('Chair', { fixed: 'Mended' })));
  await good.send('good_last', JSON.stringify(orderOf('Good last')));
  await settled(reader, [poisoned, neighbour]);
  const before = await messagesOf(reader, poisoned);
  await mended();
  await poisoned.mend(mendedPlace);
  await options.replay();
  await settled(reader, [poisoned]);
  const after = await messagesOf(reader, poisoned);
  const neighbours = await reader.messages(neighbour.source.id);
  const dead = [...before.values()].filter(({ state }) => state === 'dead').length;
  const replayed = [...before].filter(([id, { state }]) => state === 'dead' && after.get(id)?.state === 'done').length;
  return {
    kinds: poisons.length + 1, refused: [...answers.values()].filter((status) => status !== 202).length, dead, replayed, neighbours: neighbours.length, seconds: (Date.now() - begunMs) / 1000,
    invariants: [...fates(answers, before, after), ...others(neighbours, options.deaths())],
  };
}

const idOf = (kind: string) => `poison_${kind.replaceAll(/[^a-zA-Z0-9]/g, '_')}`;
const messagesOf = async (reader: InboundReader, { source }: InboundCompany) => new Map((await reader.messages(source.id)).map((message) => [message.messageId, message]));

async function settled(reader: InboundReader, companies: readonly InboundCompany[]): Promise<void> {
  const deadlineMs = Date.now() + settledWithinMs;
  while (Date.now() < deadlineMs) {
    const open = await Promise.all(companies.map(({ source }) => reader.open(source.id)));
    if (open.every((count) => count === 0)) return;
    await pause(200);
  }
}

function fates(answers: ReadonlyMap<string, number | null>, before: ReadonlyMap<string, KeptMessage>, after: ReadonlyMap<string, KeptMessage>): Invariant[] {
  const wrong = (kinds: typeof poisons, of: (kind: string, becomes: string) => string | null) => kinds.flatMap(({ kind, becomes }) => of(kind, becomes) ?? []);
  const refused = poisons.filter(({ becomes }) => becomes === 'refused');
  const kept = poisons.filter(({ becomes }) => becomes !== 'refused');
  const unmendable = kept.filter(({ kind, becomes }) => becomes === 'dead' && !mendable.has(kind));
  const [dead, mended] = [before.get(idOf(spoiled)), after.get(idOf(spoiled))];
  return [
    { promise: 'what nobody could read is refused at the door, by an answer that says so, and not kept', looked: refused.length, breaches: wrong(refused, (kind) => (isRefusal(kind, answers.get(kind) ?? null) && !before.has(idOf(kind)) ? null : `${kind} was answered ${answers.get(kind)}`)) },
    { promise: 'what is kept comes to its end: done, or a dead letter with its reason', looked: kept.length, breaches: wrong(kept, (kind, becomes) => (answers.get(kind) === 202 && before.get(idOf(kind))?.state === becomes ? null : `${kind} was answered ${answers.get(kind)} and is ${before.get(idOf(kind))?.state}, ${before.get(idOf(kind))?.problem}`)) },
    { promise: 'what only its source was at fault for is done once that is mended and it is replayed', looked: mendable.size, breaches: [...mendable].filter((kind) => after.get(idOf(kind))?.state !== 'done').map((kind) => `${kind} is ${after.get(idOf(kind))?.state}: ${after.get(idOf(kind))?.problem}`) },
    { promise: 'what is at fault itself is a dead letter again', looked: unmendable.length, breaches: wrong(unmendable, (kind) => (after.get(idOf(kind))?.state === 'dead' ? null : `${kind} is ${after.get(idOf(kind))?.state}`)) },
    { promise: 'a fault of ours makes a dead letter after eight attempts, and is done when it is mended', looked: 1, breaches: dead?.state === 'dead' && dead.attempts === 8 && mended?.state === 'done' ? [] : [`it was ${dead?.state} after ${dead?.attempts} attempts, and is ${mended?.state}`] },
  ];
}

/** Whoever sends more than is taken may be hung up on before the answer is read. */
const isRefusal = (kind: string, status: number | null) => (status === null ? isTooLarge.has(kind) : status >= 400 && status < 500);

function others(neighbours: readonly KeptMessage[], deaths: number): Invariant[] {
  return [
    { promise: 'every message of a neighbour is done at the first attempt', looked: neighbours.length, breaches: neighbours.filter(({ state, attempts }) => state !== 'done' || attempts !== 1).map(({ messageId, state, attempts }) => `${messageId} is ${state} after ${attempts} attempts`) },
    { promise: 'no process of the product ended', looked: poisons.length + 1, breaches: deaths === 0 ? [] : [`${deaths} ended`] },
  ];
}
