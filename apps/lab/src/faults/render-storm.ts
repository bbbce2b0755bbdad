import { recoveredAfterSeconds, share, type StormPlan, type StormResult } from './run-storm.js';

export interface StormSurroundings {
  readonly command: string;
  /** ISO 8601. */
  readonly date: string;
  readonly machine: string;
  readonly processors: number;
  readonly loadBefore: number;
}

const count = (value: number) => value.toLocaleString('en-US');

/** The page of a storm, in Markdown. */
export function renderStorm(plan: StormPlan, result: StormResult, { command, date, machine, processors, loadBefore }: StormSurroundings): string {
  const recovered = recoveredAfterSeconds(result);
  const fives = Array.from({ length: Math.floor(result.perSecondAfter.length / 5) }, (_, index) => result.perSecondAfter.slice(index * 5, index * 5 + 5).reduce((all, each) => all + each, 0) / 5);
  return [
    '# When everybody asks again at once',
    '',
    `Written by \`${command}\` on ${date}: one machine (${machine}, ${processors} processors, load average ${loadBefore.toFixed(1)} before it began).`,
    `${plan.clients} clients of ${plan.companies} companies submit one request after the other. Then the database stands still for ${plan.outageSeconds} seconds (SIGSTOP), and whoever gets no answer, or is told to come back, asks again with the same key after one second: all in step, without chance, whatever Retry-After says.`,
    '',
    '| | submitted a second |',
    '| --- | ---: |',
    `| before | ${Math.round(result.perSecondBefore)} |`,
    ...fives.map((each, index) => `| second ${index * 5} to ${index * 5 + 5} after | ${Math.round(each)} |`),
    '',
    recovered === null
      ? `**It did not come back to ${share * 100} % of what was before.**`
      : `From second ${recovered} after the outage on, five seconds bring ${share * 100} % of what was before, or more; allowed are 30 seconds. ${result.duringOutage === 0 ? 'Nothing was acknowledged while the database stood still.' : `${count(result.duringOutage)} were acknowledged while it stood still.`}`,
    '',
    `All ${count(Object.values(result.answers).reduce((all, each) => all + each, 0))} attempts, by how they were answered: ${Object.entries(result.answers).map(([answer, times]) => `${answer} ${count(times)}`).join(', ')}. ${count(result.acknowledged)} requests were acknowledged, and ${count(result.recorded)} are recorded: ${result.acknowledged === result.recorded ? 'each once' : '**which should be the same**'}.`,
    '',
  ].join('\n');
}
