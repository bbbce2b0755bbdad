import { isDeepStrictEqual } from 'node:util';
import { getRequest } from '@countersign/contracts/requests';
import { decideRequest } from '@countersign/contracts/tasks';
import { inParallel } from '../platform/in-parallel.js';
import type { Invariant } from './check-invariants.js';
import { insist, type DecidedLine } from './decide-under-faults.js';
import type { FaultCompany } from './set-up-company.js';

const width = 8;
const undoubtedAskedMax = 300;

/** Asks the healed product over HTTP, as the clients that hold the answers would. */
export async function askAgain(company: FaultCompany, decided: readonly DecidedLine[]): Promise<Invariant[]> {
  const doubted = decided.filter(({ unansweredAtMs }) => unansweredAtMs.length > 0);
  const others = decided.filter(({ unansweredAtMs }) => unansweredAtMs.length === 0).slice(0, undoubtedAskedMax);
  return [
    await sameAnswers('a decision that was in doubt gives the same answer to the same key', company, doubted),
    await sameAnswers('so does one that was answered at once', company, others),
    await shownOnce(company, decided),
  ];
}

async function sameAnswers(promise: string, company: FaultCompany, lines: readonly DecidedLine[]): Promise<Invariant> {
  const breaches: string[] = [];
  await inParallel(lines, width, async ({ approver, input, key, reply }) => {
    const person = company.approvers[approver]?.person;
    if (person === undefined) throw new Error('there is no such approver');
    const again: unknown = await insist(person, decideRequest, input, key).catch((thrown: unknown) => thrown);
    if (!isDeepStrictEqual(again, reply)) breaches.push(`decision ${reply.decisionId}: another answer to the same key`);
  });
  return { promise, looked: lines.length, breaches };
}

async function shownOnce(company: FaultCompany, decided: readonly DecidedLine[]): Promise<Invariant> {
  const breaches: string[] = [];
  const byRequest = Map.groupBy(decided, ({ reply }) => reply.requestId);
  await inParallel(byRequest, width, async ([requestId, lines]) => {
    const { decisions } = await insist(company.requester, getRequest, { params: { requestId } }, '');
    for (const { reply } of lines) {
      const shown = decisions.filter(({ id, taskId, verdict }) => id === reply.decisionId && taskId === reply.taskId && verdict === reply.verdict);
      if (shown.length !== 1) breaches.push(`request ${requestId} shows decision ${reply.decisionId} ${shown.length} times`);
    }
    if (decisions.length !== lines.length) breaches.push(`request ${requestId} shows ${decisions.length} decisions, ${lines.length} were acknowledged`);
  });
  return { promise: 'the API shows an acknowledged decision once, and no other', looked: decided.length, breaches };
}
