import { setTimeout as pause } from 'node:timers/promises';
import { inParallel } from '../platform/in-parallel.js';
import type { Invariant } from './check-invariants.js';
import { awaited, orderOf, type InboundCompany } from './inbound-company.js';
import { InboundSender } from './inbound-sender.js';
import type { InboundReader, KeptMessage } from './read-inbound.js';

export interface Orders {
  readonly orders: number;
  /** How many messages were tried more than once. */
  readonly triedAgain: number;
  readonly seconds: number;
  readonly invariants: readonly Invariant[];
}

export interface OrdersOptions {
  readonly baseUrl: string;
  readonly companies: readonly InboundCompany[];
  /** Of the 720 orders of six messages. */
  readonly permutations: number;
  readonly seeds: number;
  readonly chance: () => number;
  readonly reader: InboundReader;
  readonly say: (line: string) => void;
}

const pauseMaxMs = 40;
const settledWithinMs = 60_000;

/** Six messages about one request that is not there yet: what starts it, what its three steps wait for, one of those once more, and one that nobody asked for. */
const messagesOf = (item: string, request: number) => [
  orderOf(item),
  ...awaited.map((message) => ({ type: message.replace(' ', '.'), request })),
  { type: 'goods.received', request },
  { type: 'order.noted', request },
];

/** Sends six messages in every order there is, each order in a request of its own, and compares what came of them. */
export async function sendInEveryOrder(options: OrdersOptions): Promise<Orders> {
  const { companies, reader, chance, say } = options;
  const begunMs = Date.now();
  const all = permutationsOf([0, 1, 2, 3, 4, 5]);
  const chosen = Array.from({ length: options.seeds }, () => chosenFrom(all, options.permutations, chance)).flat();
  say(`${chosen.length} orders of six messages, in ${companies.length} companies at once…`);
  const ends = new Map<string, string[]>();
  let triedAgain = 0;
  const lanes = companies.map((company, lane) => ({ company, orders: chosen.filter((_order, index) => index % companies.length === lane) }));
  await inParallel(lanes, lanes.length, async ({ company, orders }) => {
    const sender = new InboundSender(options.baseUrl, company);
    // One after the other: the number of the request that is to come has to be known.
    for (const [turn, order] of orders.entries()) {
      const { end, messages } = await sendOrder({ sender, company, reader, order, turn, chance });
      ends.set(end, [...(ends.get(end) ?? []), order.join('')]);
      triedAgain += messages.filter(({ attempts }) => attempts > 1).length;
    }
  });
  const expected = expectedEnd();
  const others = [...ends].filter(([end]) => end !== expected);
  const invariants: Invariant[] = [
    { promise: 'six messages come to the same, in whatever order they arrive', looked: chosen.length, breaches: ends.size > 1 ? [`there are ${ends.size} ends`] : [] },
    { promise: 'and that is what they say: one request, its steps over, nothing done twice', looked: chosen.length, breaches: others.map(([end, orders]) => `${orders.length} orders, such as ${orders[0]}, end as ${end}`) },
  ];
  return { orders: chosen.length, triedAgain, seconds: (Date.now() - begunMs) / 1000, invariants };
}

interface OrderToSend {
  readonly sender: InboundSender;
  readonly company: InboundCompany;
  readonly reader: InboundReader;
  readonly order: readonly number[];
  readonly turn: number;
  readonly chance: () => number;
}

async function sendOrder({ sender, company: { source }, reader, order, turn, chance }: OrderToSend): Promise<{ end: string; messages: KeptMessage[] }> {
  const prefix = `turn_${turn}_`;
  const item = `Order of turn ${turn}`;
  const said = messagesOf(item, (await reader.lastNumber(source.id)) + 1);
  for (const index of order) {
    const answer = await sender.send(`${prefix}${index}`, JSON.stringify(said[index]));
    if (answer.status !== 202) return { end: `${prefix}${index} was answered ${answer.status}`, messages: [] };
    await pause(chance() * pauseMaxMs);
  }
  const deadlineMs = Date.now() + settledWithinMs;
  while (Date.now() < deadlineMs && (await reader.open(source.id)) > 0) await pause(100);
  const messages = (await reader.messages(source.id)).filter(({ messageId }) => messageId.startsWith(prefix));
  const orders = (await reader.orders(source.id)).filter((each) => each.item === item);
  return { end: endOf(orders.map(({ status }) => status), messages), messages };
}

/** What came of the six: which of two twins did it is not looked at, that one of them did is. */
const endOf = (statuses: readonly string[], messages: readonly Pick<KeptMessage, 'type' | 'state' | 'problem'>[]) => JSON.stringify({ requests: statuses, messages: messages.map(({ type, state, problem }) => `${type ?? 'none'} ${state}${problem === null ? '' : ', nothing done'}`).toSorted() });

const expectedEnd = () => endOf(['needs_approver'], [
  { type: 'order.placed', state: 'done', problem: null },
  ...awaited.map((message) => ({ type: message.replace(' ', '.'), state: 'done', problem: null })),
  { type: 'goods.received', state: 'done', problem: 'x' },
  { type: 'order.noted', state: 'done', problem: 'x' },
]);

function permutationsOf(items: readonly number[]): number[][] {
  return items.length <= 1 ? [[...items]] : items.flatMap((item) => permutationsOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

function chosenFrom(all: readonly number[][], count: number, chance: () => number): number[][] {
  return all.map((order) => ({ order, at: chance() })).sort((a, b) => a.at - b.at).slice(0, count).map(({ order }) => order);
}
