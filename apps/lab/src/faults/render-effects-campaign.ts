import { faultNames } from './render-faults.js';
import { leaseMs, type EffectsCampaignResult } from './run-effects-campaign.js';
import type { ReceiverKind } from './effect-receivers.js';

export interface EffectsCampaignHead {
  readonly command: string;
  readonly date: string;
  readonly seed: number;
  readonly planted: string | null;
}

const receiverNames: { readonly [kind in ReceiverKind]: string } = {
  webhook: 'a webhook, told apart by webhook-id',
  honours: 'a call, keys honoured',
  tells: 'a call, no keys, can be asked',
  neither: 'a call, no keys, cannot be asked',
};
export const effectsHeading = '# Effects under faults';
const shownMax = 10;

export function renderEffectsCampaign({ faults, counts, undoing, invariants, seconds, healthySeconds, givenAnew }: EffectsCampaignResult, head: EffectsCampaignHead): string {
  const sum = (of: (each: (typeof counts)[number]) => number) => counts.reduce((total, each) => total + of(each), 0);
  const badly = sum(({ treatedBadly }) => treatedBadly) + undoing.treatedBadly;
  const wanted = sum((each) => each.wanted) + undoing.effects;
  const kinds = [...new Set(faults.map(({ kind }) => kind))];
  const broken = invariants.filter(({ breaches }) => breaches.length > 0);
  const number = (value: number) => value.toLocaleString('en');
  return [
    effectsHeading,
    '',
    `Written by \`${head.command}\` on ${head.date}, seed ${head.seed}${head.planted === null ? '' : `, with the planted fault “${head.planted}”`}.`,
    `API, two workers and PostgreSQL run as processes of their own; a killer in another process ends them by SIGKILL or holds them by SIGSTOP at random moments: PostgreSQL for up to 6 s, workers half of the time for 12 to 18 s, longer than the lease of ${leaseMs / 1000} s and than the queue waits for them. Receivers treat one call in eight badly: they fail after having acted, cut connections before, in and after headers, hang, never stop, redirect to private addresses, lie. Each keeps its own account of what came and what it did, and what the product says is held against that.`,
    '',
    '| fault | times |',
    '| --- | ---: |',
    ...kinds.map((kind) => `| ${faultNames[kind]} | ${faults.filter((fault) => fault.kind === kind).length} |`),
    `| calls that a receiver treated badly | ${number(badly)} |`,
    `| **in all** | **${number(badly + faults.length)}** |`,
    '',
    '| effects at | wanted | succeeded | unknown | failed | set aside | attempts per effect | done there |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...counts.map((each) => `| ${receiverNames[each.kind]} | ${number(each.wanted)} | ${number(each.succeeded)} | ${number(each.unknown)} | ${number(each.failed)} | ${number(each.parked)} | ${(each.attempts / Math.max(1, each.wanted)).toFixed(3)} | ${number(each.acts)} |`),
    '',
    'Unknown is what a person has to look at: it may have been done, the receiver honours no keys and cannot be asked, and a second call could do it twice. Failed are those that were redirected elsewhere, which is never followed.',
    '',
    `Besides, ${number(undoing.requests)} approved requests reserved and paid, and had their order refused for good, at a receiver that honours keys: so what was done was undone, the last first. Of ${number(undoing.effects)} effects and undoings, ${(undoing.attempts / Math.max(1, undoing.effects)).toFixed(3)} attempts each, ${number(undoing.acts)} were done there; the orders were not. ${number(undoing.settled)} orders were in doubt when they were refused: of those a person said, after looking, that they had not been taken, and nothing was undone before.`,
    '',
    '| what must hold | looked at | broken |',
    '| --- | ---: | ---: |',
    ...invariants.map(({ promise, looked, breaches }) => `| ${promise} | ${number(looked)} | ${number(breaches.length)} |`),
    '',
    `- ${number(wanted)} effects and ${number(badly + faults.length)} faults in ${seconds.toFixed(0)} s, ${healthySeconds.toFixed(0)} s of them after the last kill; no effect lost in ${number(wanted)} bounds the rate of loss at ${(3 / wanted).toExponential(1)} with 95 % confidence.`,
    '',
    `- ${number(givenAnew)} jobs were given to another worker, since whoever had them was dead or stood still.`,
    '',
    broken.length === 0 ? 'Nothing was lost, nothing was done twice.' : ['**Broken:**', '', ...broken.flatMap(({ promise, breaches }) => breaches.slice(0, shownMax).map((breach) => `- ${promise}: ${breach}`))].join('\n'),
    '',
  ].join('\n');
}
