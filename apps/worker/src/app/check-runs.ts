/**
 * Folds every run in the database again from its facts: `npm run check:runs`, or by itself with DATABASE_URL_BASE and SECRETS_FILE, as the worker.
 * Reads only. Differences and counts go to standard output, progress to standard error; ends with code 1 where there is a difference, with 2 where it could not look.
 */
import { describeError } from '@countersign/services/platform';
import { CheckRunsService, type FoundDifference } from '@countersign/services/requests';
import { openHouse, type OpenHouse } from './open-house.js';

const progressEveryMs = 1000;

const lineOf = ({ tenantId, requestNumber, runId, pointer, kept, told }: FoundDifference) => `tenant ${tenantId}, request ${requestNumber}, run ${runId}: ${pointer} is kept as ${kept}, and told by the facts as ${told}`;

async function check({ house, close }: OpenHouse): Promise<number> {
  const beganAt = performance.now();
  let shownAt = beganAt;
  try {
    const { tenants, runs, facts, differences } = await new CheckRunsService(house).run({
      record: false,
      onDifference: (found) => console.log(lineOf(found)),
      onProgress: (soFar) => {
        if (performance.now() - shownAt < progressEveryMs) return;
        shownAt = performance.now();
        console.error(`${soFar.runs} runs of ${soFar.tenants + 1} companies so far`);
      },
    });
    const seconds = (performance.now() - beganAt) / 1000;
    console.log(`${runs} runs of ${tenants} companies folded from ${facts} facts in ${seconds.toFixed(1)} s (${Math.round(runs / seconds)} a second): ${differences === 0 ? 'no difference' : `${differences} with a difference`}`);
    return differences === 0 ? 0 : 1;
  } finally {
    await close();
  }
}

function complain(problem: unknown): number {
  console.error('The runs could not be checked:', problem);
  return 2;
}

try {
  const opened = await openHouse(process.env, { connectionsMax: 1, applicationName: 'countersign-check-runs' });
  // The message of a statement that failed may carry what somebody wrote.
  process.exitCode = await check(opened).catch((error: unknown) => complain(describeError(error)));
} catch (error) {
  // Before the first row there is no content of anybody's in a message.
  process.exitCode = complain(error instanceof Error ? error.message : error);
}
