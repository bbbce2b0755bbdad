import type { ExpectedAnswer } from './expected-answer.js';
import { replayedRequests } from './replayed-requests.js';
import { replayedTasks } from './replayed-tasks.js';
import { replayedWays } from './replayed-ways.js';
import { whatCounts } from './what-counts.js';
import { whatWasCarriedOut } from './what-was-carried-out.js';
import { whatWouldChange } from './what-would-change.js';
import { whoIsAsked } from './who-is-asked.js';
import { whoMayAsk } from './who-may-ask.js';

/** Every question, with what its answer has to be. */
export const expectedAnswers: readonly ExpectedAnswer[] = [...replayedRequests, ...replayedTasks, ...replayedWays, ...whoIsAsked, ...whatCounts, ...whatWasCarriedOut, ...whatWouldChange, ...whoMayAsk];
