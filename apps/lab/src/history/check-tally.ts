import { sumOf } from './counts.js';
import type { Tally } from './tally.js';

/**
 * Why the replay cannot be believed: cases that are in no place or in two, that ended otherwise than recorded though nothing was
 * refused, or otherwise than the rules foresee; sums that do not add up. Empty when all is well. `log` is what the file holds.
 */
export function checkTally(tally: Tally, log: { readonly cases: number; readonly events: number }): string[] {
  return [...checkCases(tally, log), ...checkDocuments(tally), ...checkDepartures(tally)];
}

function checkCases({ cases, events, eventsDone, caseSums }: Tally, log: { readonly cases: number; readonly events: number }): string[] {
  const { asRecorded, asRecordedAfter, refused, unexplained } = caseSums;
  const placed = asRecorded + sumOf(asRecordedAfter) + sumOf(refused);
  const problems: string[] = [];
  if (cases !== log.cases || events !== log.events) problems.push(`${cases} cases with ${events} events were replayed; the log has ${log.cases} with ${log.events}.`);
  if (placed !== log.cases) problems.push(`${asRecorded + sumOf(asRecordedAfter)} cases ended as recorded and ${sumOf(refused)} stand under a refusal; that is not the log's ${log.cases}.`);
  if (unexplained.length > 0) problems.push(`${unexplained.length} cases ended otherwise than recorded, though nothing was refused: ${unexplained.slice(0, 5).join(' | ')}`);
  if (eventsDone > events) problems.push(`${eventsDone} events were done, and the log has ${events}.`);
  return problems;
}

function checkDocuments({ cases, documents, kinds, endings, paid, unforeseen }: Tally): string[] {
  const ended = Object.values(endings).reduce((total, row) => total + Object.values(row).reduce((a, b) => a + b, 0), 0);
  const compared = Object.values(paid).reduce((a, b) => a + b, 0);
  const problems: string[] = [];
  if (ended !== documents) problems.push(`${ended} endings were counted for ${documents} documents.`);
  if (compared !== documents) problems.push(`The payments of ${compared} documents were compared, of ${documents}.`);
  if (sumOf(kinds) !== documents || documents < cases) problems.push(`${sumOf(kinds)} documents by kind were counted for ${documents} documents of ${cases} cases.`);
  if (unforeseen.length > 0) problems.push(`${unforeseen.length} documents went otherwise than the rules foresee: ${unforeseen.slice(0, 5).join(' | ')}`);
  return problems;
}

function checkDepartures({ documents, asInLog, departures }: Tally): string[] {
  const departed = departures.reduce((total, row) => total + row.documents, 0);
  const problems: string[] = [];
  if (departed + asInLog !== documents) problems.push(`${asInLog} documents as in the log and ${departed} departures do not add up to ${documents} documents.`);
  for (const { kind, documents: some, codes } of departures) {
    if (codes.size > 0 && sumOf(codes) !== some) problems.push(`${sumOf(codes)} refusal codes were counted for ${some} departures of the kind ${kind}.`);
  }
  return problems;
}
