import { quantile } from './measure.js';
import type { EffectsResult } from './run-effects.js';

export interface EffectsHead {
  readonly command: string;
  readonly date: string;
  readonly machine: string;
  readonly processors: number;
  readonly loadBefore: number;
}

/** At most twice what it is alone, and at most a second. */
export const fairnessOf = ({ quietMs, behindBacklogMs, besideDeadMs }: EffectsResult) => {
  const alone = quantile(quietMs, 0.99);
  const limit = Math.min(2 * alone, 1_000);
  return { alone, limit, backlog: quantile(behindBacklogMs, 0.99), dead: quantile(besideDeadMs, 0.99) };
};

export const effectsFaults = (result: EffectsResult): string[] => {
  const { limit, backlog, dead } = fairnessOf(result);
  const late = (what: string, p99: number) => (p99 <= limit ? [] : [`${what}, the quiet company's effects took ${p99.toFixed(0)} ms (p99), and at most ${limit.toFixed(0)} ms are allowed.`]);
  return [...late('Behind a backlog', backlog), ...late('Beside a dead receiver', dead)];
};

export function renderEffects(result: EffectsResult, head: EffectsHead): string {
  const row = (what: string, valuesMs: readonly number[]) => `| ${what} | ${valuesMs.length} | ${quantile(valuesMs, 0.5).toFixed(0)} ms | ${quantile(valuesMs, 0.99).toFixed(0)} ms | ${quantile(valuesMs, 1).toFixed(0)} ms |`;
  const faults = effectsFaults(result);
  return [
    '## How long an effect takes, and who waits for whom',
    '',
    `Written by \`${head.command}\` on ${head.date}: one machine (${head.machine}, ${head.processors} processors, load average ${head.loadBefore.toFixed(1)} before it began), API, one worker and PostgreSQL with fsync on, receivers in the process that measures.`,
    '',
    'A company approves a request now and then; measured is from its decision to the first arrival of the webhook. Then another company has effects waiting by the thousand, and then its receiver takes every call and answers none.',
    '',
    '| the quiet company’s effects | counted | p50 | p99 | longest |',
    '| --- | ---: | ---: | ---: | ---: |',
    row('alone', result.quietMs),
    row(`behind ${result.waited.backlog.toLocaleString('en')} of another company`, result.behindBacklogMs),
    row(`beside a receiver that hangs, with ${result.waited.dead.toLocaleString('en')} waiting for it`, result.besideDeadMs),
    '',
    faults.length === 0 ? `Allowed are twice the p99 alone, and at most a second: ${fairnessOf(result).limit.toFixed(0)} ms. Nobody waits for another company.` : faults.join(' '),
    '',
    `One worker carried out **${result.perSecond.toFixed(0)} effects a second** from the backlog: claimed, signed, sent, answered, recorded, with audit entry and attempt. pg-boss by itself, with the same settings and a handler that does nothing, handed out ${result.floorPerSecond.toFixed(0)} jobs a second in the same run: ratio ${(result.perSecond / result.floorPerSecond).toFixed(2)}.`,
    '',
  ].join('\n');
}
