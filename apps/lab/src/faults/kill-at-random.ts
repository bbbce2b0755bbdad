import { readdirSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { randomFrom, shuffledKills, type FaultKind, type Kill, type Life, type Lives } from './fault-plan.js';
import { Ledger } from './ledger.js';

export interface KillerOrders {
  readonly livesFile: string;
  /** Grows with every acknowledged answer. */
  readonly ledgerFile: string;
  readonly killsFile: string;
  readonly kinds: readonly FaultKind[];
  readonly killsEach: number;
  readonly seed: number;
  /** How long what is paused stands still, drawn between these: PostgreSQL shortly, a worker as often shortly as for longer than it is waited for. */
  readonly pauses?: { readonly shortMs: Range; readonly longMs: Range };
}

type Range = readonly [least: number, most: number];
const noPauses = { shortMs: [0, 0], longMs: [0, 0] } as const;

const gapMinMs = 300;
const gapMaxMs = 2200;
const settleMaxMs = 1200;
const intoHealingShare = 0.2;
const patienceMs = 90_000;
/** Where everything is done before the last fault, there are no answers to wait for. */
const idleMs = 15_000;
const lookAgainMs = 10;

/**
 * Kills by SIGKILL at random moments. Mostly it waits until answers flow again, so that decisions are in flight; in a fifth of all
 * cases it needs only what it kills to be up, so that faults fall into the healing of others. What stands still although something is left to
 * do shows afterwards, when that has to come to its end.
 */
export async function killAtRandom(orders: KillerOrders): Promise<void> {
  const random = randomFrom(orders.seed);
  const kills = new Ledger<Kill>(orders.killsFile);
  for (const kind of shuffledKills(orders.kinds, orders.killsEach, random)) {
    await pause(gapMinMs + random() * (gapMaxMs - gapMinMs));
    kills.append(await killOne(kind, orders, random));
  }
  kills.close();
}

async function killOne(kind: FaultKind, { livesFile, ledgerFile, pauses = noPauses }: KillerOrders, random: () => number): Promise<Kill> {
  const settleMs = random() * settleMaxMs;
  const intoHealing = random() < intoHealingShare;
  const sinceMs = Date.now();
  while (Date.now() < sinceMs + patienceMs) {
    const lives = JSON.parse(readFileSync(livesFile, 'utf8')) as Lives;
    const life = lifeOf(kind, lives, random);
    const settled = life !== undefined && Date.now() - life.readyAtMs >= settleMs;
    if (settled && (intoHealing || answersFlow(lives, ledgerFile) || Date.now() > sinceMs + idleMs)) {
      const pids = kind === 'backend' ? oneBackend(life.pid, random) : kind.startsWith('postgres') ? [life.pid, ...childrenOf(life.pid)] : [life.pid];
      const atMs = Date.now();
      if (kind.endsWith(' paused')) {
        const [least, most] = kind === 'worker paused' && random() < 0.5 ? pauses.longMs : pauses.shortMs;
        return { kind, atMs, pids, pausedMs: await holdStill(pids, least + random() * (most - least)) };
      }
      const hit = pids.filter(kill);
      if (hit.length > 0) return { kind, atMs, pids: hit };
    }
    await pause(lookAgainMs);
  }
  throw new Error(`There was no ${kind} to kill for ${patienceMs / 1000} s: what died did not come back.`);
}

/** What a fault of this kind falls on: of two workers, one by chance. */
function lifeOf(kind: FaultKind, lives: Lives, random: () => number): Life | undefined {
  if (kind === 'api') return lives.api;
  if (!kind.startsWith('worker')) return lives.postgres;
  const workers = [lives.worker, lives['second worker']].filter((life) => life !== undefined);
  return workers[Math.floor(random() * workers.length)];
}

/** Stops them where they are, and lets them go on; a process that ended meanwhile is none any more. */
export async function holdStill(pids: readonly number[], forMs: number): Promise<number> {
  const signal = (pid: number, name: 'SIGSTOP' | 'SIGCONT') => {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended.
    }
  };
  for (const pid of pids) signal(pid, 'SIGSTOP');
  await pause(forMs);
  for (const pid of pids) signal(pid, 'SIGCONT');
  return Math.round(forMs);
}

/** Whether something was acknowledged since the last of those came up that every answer needs. */
function answersFlow({ api, postgres }: Lives, ledgerFile: string): boolean {
  if (api === undefined || postgres === undefined) return false;
  return statSync(ledgerFile).mtimeMs > Math.max(api.readyAtMs, postgres.readyAtMs);
}

function kill(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

/** Process ids whose parent is `pid`, from /proc. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid)
    .map(Number);
}

function parentOf(name: string): number | undefined {
  try {
    // The second field is the command in parentheses, which may hold anything; the parent is the second after it.
    const afterCommand = readFileSync(`/proc/${name}/stat`, 'latin1').split(') ').at(-1) ?? '';
    return Number(afterCommand.split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** One process that serves the API or the worker. */
function oneBackend(postmaster: number, random: () => number): number[] {
  const serving = childrenOf(postmaster).filter((pid) => /^postgres: cs_(app|worker) /.test(titleOf(pid)));
  const chosen = serving[Math.floor(random() * serving.length)];
  return chosen === undefined ? [] : [chosen];
}

function titleOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}
