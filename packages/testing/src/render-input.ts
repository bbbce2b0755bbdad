import { inputKinds, type InputResult } from './input-campaign.js';

/** How a campaign went, as Markdown. Only one without a fault is written down. */
export function renderInput({ tallies, faults }: InputResult, head: { readonly seed: number; readonly runs: number; readonly date: string }): string {
  if (faults.length > 0) throw new Error('a campaign that found a fault is no result');
  const operations = [...new Set(tallies.map(({ operation }) => operation))];
  const sum = (where: (tally: InputResult['tallies'][number]) => boolean, of: 'calls' | 'accepted') => tallies.filter(where).reduce((total, tally) => total + tally[of], 0);
  const row = (name: string, where: (tally: InputResult['tallies'][number]) => boolean, count: number) => `| ${name} | ${count} | ${sum(where, 'calls')} | ${sum(where, 'accepted')} | 0 |`;
  return [
    '# Bad input',
    '',
    `Written by \`npm run campaign:input -- --runs ${head.runs} --seed ${head.seed}\` on ${head.date}: ${sum(() => true, 'calls')} calls over HTTP to ${operations.length} operations.`,
    '',
    'Operations are found in the contracts, and what can be wrong with one is found in its schemas: every kind of fault at places drawn at random, one fault a call. A refusal has to be a problem document with a code that the contract lists, the field at fault, and a sentence without a word that only programmers use; nothing of the inside may show, no call may fail with 5xx, and the rows of all tables have to be the same before and after.',
    '',
    '| kind | operations | calls | accepted | faults |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...inputKinds.map(({ name }) => row(name, ({ kind }) => kind === name, operations.filter((operation) => tallies.some((tally) => tally.kind === name && tally.operation === operation)).length)),
    '',
    'Accepted may be only what fits: the last three kinds, of which some are refused by the operation itself.',
    '',
    '| operation | kinds | calls | accepted | faults |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...operations.map((name) => row(name, ({ operation }) => operation === name, tallies.filter(({ operation }) => operation === name).length)),
    '',
  ].join('\n');
}
