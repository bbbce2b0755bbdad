/** A worker of check-sequences: plays the seeds that it is sent, random runs or simulated houses, and says what came up. */
import { playSeed } from '../dist/trials/play.js';
import { shortestFailure } from '../dist/trials/shortest.js';
import { simulate } from '../dist/trials/simulation.js';

function playAll({ from, to }) {
  const seen = {};
  let commands = 0;
  for (let seed = from; seed < to; seed++) {
    const played = playSeed(seed);
    commands += played.commands;
    for (const what of played.seen) seen[what] = (seen[what] ?? 0) + 1;
    if (played.broken) return { played: seed - from + 1, counts: { commands }, seen, failed: { seed, why: played.broken.promise } };
  }
  return { played: to - from, counts: { commands }, seen, failed: null };
}

function simulateAll({ from, to }) {
  const counts = {};
  for (let seed = from; seed < to; seed++) {
    const { wrong, ...figures } = simulate(seed);
    for (const [what, number] of Object.entries(figures)) counts[what] = (counts[what] ?? 0) + number;
    if (wrong !== null) return { played: seed - from + 1, counts, seen: {}, failed: { seed, why: wrong } };
  }
  return { played: to - from, counts, seen: {}, failed: null };
}

process.on('message', (task) => {
  if (task.kind === 'shorten') process.send(shortestFailure(playSeed(task.seed)));
  else process.send(task.kind === 'simulate' ? simulateAll(task) : playAll(task));
});
