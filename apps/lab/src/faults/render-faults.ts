import { faultKinds, type FaultKind } from './fault-plan.js';
import type { CampaignResult } from './run-campaign.js';

// What the killed process had sent is read within this; its successor cannot be up by then.
const stillUnderWayMs = 100;
const breachesShown = 5;
export const faultNames: { readonly [kind in FaultKind]: string } = {
  api: 'API',
  worker: 'worker',
  postgres: 'PostgreSQL, all its processes',
  backend: 'one process of PostgreSQL',
  'worker paused': 'worker, paused',
  'postgres paused': 'PostgreSQL, paused',
};

/** How a campaign went, as Markdown. */
export function renderFaults(result: CampaignResult, head: { readonly command: string; readonly date: string; readonly seed: number; readonly planted: string | null }): string {
  const { decided, kills, arrivals, kept, invariants, load } = result;
  const doubted = decided.filter(({ unansweredAtMs }) => unansweredAtMs.length > 0);
  const committed = doubted.filter(({ reply, sentAtMs }) => Date.parse(reply.decidedAt) < sentAtMs);
  const breaches = sum(invariants.map((invariant) => invariant.breaches.length));
  return [
    '# Killed while deciding',
    '',
    `Written by \`${head.command}\` on ${head.date}, seed ${head.seed}. ${head.planted === null ? '' : `With a planted bug: ${head.planted}. `}`.trim(),
    'API, worker and PostgreSQL run as processes of their own; a killer in another process ends them by SIGKILL at random moments, a fifth of them while others still heal, while eight streams of people submit and decide over HTTP. What dies is started again after 200 ms. Clients write down every answer, on the disk, before they go on; where there is none they ask again with the same key. The receiver checks every signature and answers up to 200 ms late.',
    '',
    '| killed | times | decisions in flight | until the next success, median | longest | breaches | bound on the rate (3/N) |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...faultKinds.filter((kind) => kills.some((kill) => kill.kind === kind)).map((kind) => killRow(kind, result)),
    '',
    'The next success is, for the worker, the next webhook that arrives; for the others, the next decision that is sent after the kill and acknowledged. Faults overlap, so a time may hold another kind’s too. With 0 breaches in N kills the chance of one per kill is below 3/N, with 95 % confidence. Breaches are counted over the whole run: healing comes after all kills.',
    '',
    '| what must hold | looked at | broken |',
    '| --- | ---: | ---: |',
    ...invariants.map(({ promise, looked, breaches: broken }) => `| ${promise} | ${looked} | ${broken.length} |`),
    '',
    `- ${decided.length} decisions acknowledged in ${result.seconds.toFixed(0)} s, on ${kept.requests.length} requests; 0 lost bounds the rate of loss at ${bound(decided.length)}.`,
    `- ${doubted.length} decisions were in doubt (no answer, or “unavailable”): all asked again with the same key, ${committed.length} had been recorded by a try that was never answered, ${doubted.length - committed.length} had not.`,
    `- Two people decided the same task at once ${load.racesRun} times: one counted, ${load.racesLost} were refused.`,
    `- ${arrivals.length} webhooks for ${kept.effects.length} effects: ${ratio(arrivals.length, kept.effects.length)} arrivals and ${ratio(sum(kept.effects.map(({ attempts }) => attempts)), kept.effects.length)} attempts per effect.`,
    `- ${result.secondsToDrain.toFixed(1)} s after the last answer nothing was left to be done.`,
    '',
    ...(breaches === 0 ? ['Nothing was lost, nothing was done twice.'] : [`**${breaches} breaches:**`, '', ...invariants.flatMap(({ promise, breaches: broken }) => broken.slice(0, breachesShown).map((breach) => `- ${promise}: ${breach}`))]),
    '',
  ].join('\n');
}

function killRow(kind: FaultKind, result: CampaignResult): string {
  const ofKind = result.kills.filter((kill) => kill.kind === kind);
  const waits = ofKind.flatMap(({ atMs }) => nextSuccessMs(kind, atMs, result)).sort((a, b) => a - b);
  const broken = sum(result.invariants.map(({ breaches }) => breaches.length));
  const inFlight = sum(ofKind.map(({ atMs }) => result.decided.filter(({ firstSentAtMs, answeredAtMs }) => firstSentAtMs <= atMs && atMs < answeredAtMs).length));
  const inSeconds = (ms: number | undefined) => (ms === undefined ? '—' : `${(ms / 1000).toFixed(2)} s`);
  return `| ${faultNames[kind]} | ${ofKind.length} | ${inFlight} | ${inSeconds(waits[Math.floor(waits.length / 2)])} | ${inSeconds(waits.at(-1))} | ${broken} | ${bound(ofKind.length)} |`;
}

function nextSuccessMs(kind: FaultKind, killedAtMs: number, { decided, arrivals }: CampaignResult): number[] {
  const successes = kind === 'worker' ? arrivals.filter(({ atMs }) => atMs > killedAtMs + stillUnderWayMs).map(({ atMs }) => atMs) : decided.filter(({ sentAtMs }) => sentAtMs > killedAtMs).map(({ answeredAtMs }) => answeredAtMs);
  return successes.length === 0 ? [] : [successes.reduce((least, atMs) => Math.min(least, atMs)) - killedAtMs];
}

const bound = (count: number): string => (count === 0 ? '—' : (3 / count).toPrecision(2));
const ratio = (part: number, whole: number): string => (whole === 0 ? '—' : (part / whole).toFixed(3));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
