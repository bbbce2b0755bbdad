import { readdirSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { randomFrom, shuffledKills, type FaultKind, type Kill, type Lives } from './fault-plan.js';
import { Ledger } from './ledger.js';

export interface KillerOrders {
  readonly livesFile: string;
  /** Grows with every acknowledged answer. */
  readonly ledgerFile: string;
  readonly killsFile: string;
  readonly kinds: readonly FaultKind[];
  readonly killsEach: number;
  readonly seed: number;
}

const gapMinMs = 300;
const gapMaxMs = 2200;
const settleMaxMs = 1200;
const intoHealingShare = 0.2;
const patienceMs = 90_000;
const lookAgainMs = 10;

/**
 * Kills by SIGKILL at random moments. Mostly it waits until answers flow again, so that decisions are in flight; in a fifth of all
 * cases it needs only what it kills to be up, so that faults fall into the healing of others.
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

async function killOne(kind: FaultKind, { livesFile, ledgerFile }: KillerOrders, random: () => number): Promise<Kill> {
  const settleMs = random() * settleMaxMs;
  const intoHealing = random() < intoHealingShare;
  for (const deadlineMs = Date.now() + patienceMs; Date.now() < deadlineMs; ) {
    const lives = JSON.parse(readFileSync(livesFile, 'utf8')) as Lives;
    const life = lives[kind === 'backend' ? 'postgres' : kind];
    const settled = life !== undefined && Date.now() - life.readyAtMs >= settleMs;
    if (settled && (intoHealing || answersFlow(lives, ledgerFile))) {
      const pids = kind === 'backend' ? oneBackend(life.pid, random) : kind === 'postgres' ? [life.pid, ...childrenOf(life.pid)] : [life.pid];
      const atMs = Date.now();
      const hit = pids.filter(kill);
      if (hit.length > 0) return { kind, atMs, pids: hit };
    }
    await pause(lookAgainMs);
  }
  throw new Error(`There was no ${kind} to kill for ${patienceMs / 1000} s: what died did not come back.`);
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
function childrenOf(pid: number): number[] {
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
