import { expectedSights } from '../dist/trials/sights.js';
import { morePromises } from '../dist/trials/play.js';
import { promises } from '../dist/trials/promises.js';

const inNumbers = (number) => Math.round(number).toLocaleString('en');
const inSeconds = (ms) => `${(ms / 1000).toFixed(0)} s`;

/** What the random runs, the simulations and the planted faults came to, as Markdown. */
export function renderSequences({ command, date, first, sequences, simulations, faults }) {
  const { counts } = simulations;
  return [
    '# Any run',
    '',
    `Written by \`${command}\` on ${date}, seed ${first}.`,
    `${inNumbers(sequences.played)} random runs with ${inNumbers(sequences.counts.commands)} commands, in ${inSeconds(sequences.ms)} on ${sequences.workers} processors: random workflows, nested, in order and in parallel, with conditions, waits, ends and effects; random people whose roles, limits and absence change meanwhile; every command, sensible and not. Whether they may and what must come of it is worked out beside the engine, by a reading of the definition of its own. With 0 runs in N that break a promise the chance of one is below 3/N, with 95 % confidence: here ${(3 / sequences.played).toExponential(1)}.`,
    '',
    'Of each of these runs it is promised that it',
    '',
    ...[...Object.keys(promises), ...morePromises].map((promise) => `- ${promise};`),
    '',
    `and ${sequences.failed === null ? 'none broke a promise' : `seed ${sequences.failed.seed} did not: ${sequences.failed.why}`}. ${expectedSights.length} kinds of facts, refusals and steps from status to status have to come up, or the command fails; ${expectedSights.filter((what) => !sequences.seen.has(what)).length} did not.`,
    '',
    '## In houses that break',
    '',
    `${inNumbers(simulations.played)} simulations of ${inNumbers(counts.virtualMs / simulations.played / 86_400_000)} days each, in ${inSeconds(simulations.ms)}: ${inNumbers(counts.virtualMs / simulations.ms)} times faster than real time. Three processes load, decide and commit; people and a clock send again until they are answered; a receiver takes effects. Between any two steps a process may die, or be held up until it counts as dead and wake then.`,
    '',
    '| what happened | times |',
    '| --- | ---: |',
    `| commits | ${inNumbers(counts.commits)} |`,
    `| of them in doubt: lost before, or done and nobody told | ${inNumbers(counts.inDoubt)} |`,
    `| processes that died or were held up with work in their hands | ${inNumbers(counts.crashes)} |`,
    `| commands sent again | ${inNumbers(counts.sentAgain)} |`,
    `| effects, and attempts at them | ${inNumbers(counts.effects)}, ${inNumbers(counts.attempts)} |`,
    '',
    `${simulations.failed === null ? 'Nothing acknowledged was lost, nothing was done twice or done although it was refused, every answer is what became true, each state is the fold of its facts, and every effect arrived, under one id.' : `Seed ${simulations.failed.seed} broke: ${simulations.failed.why}`}`,
    '',
    '## Would it be noticed?',
    '',
    'Each of these mistakes was made in turn, in the engine or in the house around it.',
    '',
    '| mistake | noticed | after runs | shortest script |',
    '| --- | --- | ---: | ---: |',
    ...faults.map(({ name, played, failed, shortest }) => `| ${name} | ${failed === null ? 'no' : 'yes'} | ${inNumbers(played)} | ${shortest === null ? '' : `${shortest.script.moves.length + 1} ${shortest.script.moves.length === 0 ? 'command' : 'commands'}`} |`),
    '',
  ].join('\n');
}
