import { factorMax, requestsPerTenant, type Stage } from './run-flat.js';

export interface FlatHead {
  readonly command: string;
  readonly date: string;
  readonly faults: readonly string[];
}

/** What was read as Markdown: a line per thing that people do, a column per size. */
export function renderFlat(stages: readonly Stage[], { command, date, faults }: FlatHead): string {
  const [first] = stages;
  const last = stages.at(-1);
  const cell = (stage: Stage | undefined, probe: string) => (stage?.readings.find((each) => each.probe === probe)?.buffers ?? Number.NaN).toFixed(0);
  const statementsOf = (probe: string) => last?.readings.find((each) => each.probe === probe)?.statements.length ?? 0;
  const rows = (first?.readings ?? []).map(({ probe }) => `| ${probe} | ${statementsOf(probe)} | ${stages.map((stage) => cell(stage, probe)).join(' | ')} |`);
  return [
    '## What does not grow',
    '',
    `Written by \`${command}\` on ${date}. Pages of the database that one call reads (buffers), as PostgreSQL counted them for the statements that the product sent, planned and run by its own role; the calls go over HTTP. Requests stand in one tenant; every further tenant has ${requestsPerTenant}; a hundred people ask, and one signs every other request. No more than ${factorMax} times the first column is let pass: an index over a hundred times as much is a level or two deeper.`,
    '',
    `| | statements | ${stages.map(({ name }) => name).join(' | ')} |`,
    `| --- | ---: | ${stages.map(() => '---:').join(' | ')} |`,
    ...rows,
    '',
    ...(faults.length === 0 ? ['All of it stays within that.'] : ['Over that:', '', ...faults.map((fault) => `- ${fault}`)]),
    '',
  ].join('\n');
}
