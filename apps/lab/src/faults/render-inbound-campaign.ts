import type { InboundCampaignResult } from './run-inbound-campaign.js';

export interface InboundCampaignHead {
  readonly command: string;
  readonly date: string;
  readonly seed: number;
  readonly planted: string | null;
}

export const inboundHeading = '# Messages of other systems';
const shownMax = 10;
const number = (value: number) => value.toLocaleString('en');

/** How a campaign went, as a section of Markdown. */
export function renderInboundCampaign({ kills, duplicates, orders, poisoning, invariants }: InboundCampaignResult, head: InboundCampaignHead): string {
  const broken = invariants.filter(({ breaches }) => breaches.length > 0);
  return [
    inboundHeading,
    '',
    `Written by \`${head.command}\` on ${head.date}, seed ${head.seed}${head.planted === null ? '' : `, with the planted fault “${head.planted}”`}.`,
    'API, worker and PostgreSQL run as processes of their own. Senders sign each time that they send, and send again until they are heard; what the database then holds is held against what they were answered.',
    '',
    ...(duplicates === null ? [] : [`- **Again and again:** ${number(duplicates.sends)} sends of ${number(duplicates.ids)} messages, each up to ${duplicates.mostOfOne} times, most of its copies at once and the others when all was done; ${number(duplicates.unheard)} were not heard and sent again, while the API was killed ${kills === 1 ? 'once' : `${kills} times`}; ${duplicates.seconds.toFixed(0)} s.`]),
    ...(orders === null ? [] : [`- **In any order:** six messages about a request that is not there yet, in ${number(orders.orders)} orders; ${number(orders.triedAgain)} messages were tried more than once, since what they speak of was not there; ${orders.seconds.toFixed(0)} s.`]),
    ...(poisoning === null ? [] : [`- **Poison:** ${poisoning.kinds} kinds, ${poisoning.refused} refused at the door, ${poisoning.dead} dead letters, of which ${poisoning.replayed} were done when they were replayed after a repair; ${poisoning.neighbours} messages of a neighbour came between; ${poisoning.seconds.toFixed(0)} s.`]),
    '',
    '| what must hold | looked at | broken |',
    '| --- | ---: | ---: |',
    ...invariants.map(({ promise, looked, breaches }) => `| ${promise} | ${number(looked)} | ${number(breaches.length)} |`),
    '',
    broken.length === 0 ? 'Nothing was lost, nothing was done twice, and every order came to the same.' : ['**Broken:**', '', ...broken.flatMap(({ promise, breaches }) => breaches.slice(0, shownMax).map((breach) => `- ${promise}: ${breach}`))].join('\n'),
    '',
  ].join('\n');
}
