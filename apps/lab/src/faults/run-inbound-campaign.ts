import { replayDeadLetters } from '@countersign/contracts/webhook-sources';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Invariant } from './check-invariants.js';
import type { Lives } from './fault-plan.js';
import { sendDuplicates, type Duplicates } from './inbound-duplicates.js';
import { setUpInboundCompany, type InboundCompany } from './inbound-company.js';
import { sendInEveryOrder, type Orders } from './inbound-orders.js';
import { sendPoison, type Poisoning } from './inbound-poison.js';
import { KeptAliveStack } from './kept-alive-stack.js';
import { InboundReader } from './read-inbound.js';

export const inboundParts = ['duplicates', 'orders', 'poison'] as const;
export type InboundPart = (typeof inboundParts)[number];

export interface InboundCampaignOptions {
  readonly repository: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly parts: readonly InboundPart[];
  readonly sends: number;
  /** How often the API is killed while copies are sent. */
  readonly kills: number;
  readonly permutations: number;
  readonly seeds: number;
  readonly seed: number;
  /** A module that is loaded into the API and breaks it on purpose. */
  readonly plantedModule: string | null;
  readonly say: (line: string) => void;
}

export interface InboundCampaignResult {
  readonly kills: number;
  readonly duplicates: Duplicates | null;
  readonly orders: Orders | null;
  readonly poisoning: Poisoning | null;
  readonly invariants: readonly Invariant[];
}

const retryDelaysMs = Array.from({ length: 8 }, () => 400);
const healWithinMs = 90_000;
const companiesForCopies = 4;
const companiesForOrders = 24;
/** That a process died is known by then. */
const noticedWithinMs = 1_000;

/** What other systems send, as badly as they may: again and again, in any order, and what nobody wants; held against what the database then holds. */
export async function runInboundCampaign(options: InboundCampaignOptions): Promise<InboundCampaignResult> {
  const stack = new KeptAliveStack({
    repository: options.repository,
    allowedWebhookHosts: [],
    environment: { ...options.environment, RETRY_DELAYS_MS: retryDelaysMs.join(','), TRIES_PER_ADDRESS_FACTOR: '1000' },
    nodeArguments: options.plantedModule === null ? [] : ['--import', options.plantedModule],
    say: options.say,
  });
  try {
    options.say('Starting a stack of its own…');
    await stack.start();
    return await runOn(options, stack);
  } finally {
    await stack.stop();
  }
}

async function runOn(options: InboundCampaignOptions, stack: KeptAliveStack): Promise<InboundCampaignResult> {
  const { parts, seed, say } = options;
  const chance = chances(seed);
  const has = (part: InboundPart) => parts.includes(part);
  const companies = makerOf(stack.baseUrl);
  const healed = async () => {
    if (!(await stack.healed(healWithinMs))) throw new Error(`What was killed was not up again after ${healWithinMs / 1000} s.`);
  };
  const openReader = () => InboundReader.open(stack.adminUrl);
  const poisoning = has('poison') ? await poisonOf(stack, companies, say) : null;
  let orders: Orders | null = null;
  if (has('orders')) {
    const reader = await openReader();
    const made = await companies('orders', Math.min(companiesForOrders, options.permutations));
    orders = await sendInEveryOrder({ baseUrl: stack.baseUrl, companies: made, permutations: options.permutations, seeds: options.seeds, chance, reader, say });
    await reader.close();
  }
  let kills = 0;
  let duplicates: Duplicates | null = null;
  if (has('duplicates')) {
    const made = await companies('copies', companiesForCopies);
    let killed = 0;
    const kill = () => {
      const { api } = livesOf(stack);
      // Down already, or about to be.
      if (kills >= options.kills || api === undefined || api.pid === killed) return;
      killed = api.pid;
      process.kill(killed, 'SIGKILL');
      kills += 1;
    };
    // By what was done and not by the clock: where the API starts slowly, it would be killed before it did anything. The last one when all is answered.
    const onShare = (share: number) => {
      if (share < 1 && share * options.kills >= kills + 1) kill();
    };
    const onAnswered = () => {
      kill();
      return pause(noticedWithinMs);
    };
    duplicates = await sendDuplicates({ baseUrl: stack.baseUrl, companies: made, sends: options.sends, chance, openReader, onShare, onAnswered, healed, say });
  }
  return { kills, duplicates, orders, poisoning, invariants: [duplicates, orders, poisoning].flatMap((part) => part?.invariants ?? []) };
}

/** Makes companies, one after the other. */
function makerOf(baseUrl: string): (name: string, count: number) => Promise<InboundCompany[]> {
  const password = randomBytes(12).toString('base64url');
  return async (name, count) => {
    const made: InboundCompany[] = [];
    for (let index = 0; index < count; index += 1) made.push(await setUpInboundCompany({ baseUrl, name: `${name}${index}`, password }));
    return made;
  };
}

async function poisonOf(stack: KeptAliveStack, companies: (name: string, count: number) => Promise<InboundCompany[]>, say: (line: string) => void): Promise<Poisoning> {
  const [poisoned, neighbour] = await companies('poison', 2);
  if (!poisoned || !neighbour) throw new Error('there are two companies');
  const reader = await InboundReader.open(stack.adminUrl);
  const pids = pidsOf(stack);
  const result = await sendPoison({
    baseUrl: stack.baseUrl, poisoned, neighbour, reader, say,
    replay: async () => void (await poisoned.admin.call(replayDeadLetters, { params: { sourceId: poisoned.source.id }, body: {} })),
    deaths: () => pidsOf(stack).filter((pid) => !pids.includes(pid)).length,
  });
  await reader.close();
  return result;
}

const livesOf = (stack: KeptAliveStack): Lives => JSON.parse(readFileSync(stack.livesFile, 'utf8')) as Lives;
const pidsOf = (stack: KeptAliveStack): number[] => Object.values(livesOf(stack)).map(({ pid }) => pid);

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
