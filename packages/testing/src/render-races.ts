import type { RaceReport } from './races.js';

export interface RacesRun {
  readonly reports: readonly RaceReport[];
  readonly planted: RaceReport;
  readonly command: string;
  readonly date: string;
}

/** What was raced and what came of it, as a page. */
export function renderRaces({ reports, planted, command, date }: RacesRun): string {
  const rows = reports.flatMap(({ kind, rounds, outcomes, faults }) => [...outcomes].sort().map(([outcome, times], index) => `| ${index === 0 ? kind : ''} | ${index === 0 ? rounds : ''} | ${outcome} | ${times} | ${index === 0 ? faults.length : ''} |`));
  const faults = reports.flatMap((report) => report.faults.map((fault) => `- ${report.kind}, ${fault}`));
  return `# Decisions that race

By \`${command}\` on ${date}. Over HTTP, through two instances of the API on one database, everybody of a round at once; who starts first is by the seed, up to six milliseconds apart. After each round the rows are read: every
decision recorded has to carry the very digests that its signer was shown, as many are recorded as were answered as recorded, and no fact decides on a revision that did not hold any more.

| race | rounds | what was answered | how often | faults |
| --- | ---: | --- | ---: | ---: |
${rows.join('\n')}

Planted: a signer who, refused, signs whatever is there then without having looked. Found ${planted.faults.length} times in ${planted.rounds} rounds.
${faults.length === 0 ? '' : `\n${faults.join('\n')}\n`}`;
}
