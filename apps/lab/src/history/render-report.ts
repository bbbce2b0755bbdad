import type { PaymentsSeen } from './check-payments.js';
import { sumOf } from './counts.js';
import { departureKinds } from './departure.js';
import { endings } from './ending.js';
import { spenders, type ProcessorMs } from './processor-meter.js';
import type { Tally } from './tally.js';

export interface ReplayRun {
  readonly file: string;
  readonly date: string;
  /** Time spent on cases, over all runs that it took. */
  readonly seconds: number;
  /** How many processes wanted a processor while cases were replayed, those of other work on the machine included. */
  readonly meanLoad: number;
  readonly processorMs: ProcessorMs;
  /** How long the last payment took to come after the last case. */
  readonly settledSeconds: number;
  readonly concurrency: number;
  readonly processors: number;
  readonly members: number;
  readonly tally: Tally;
  readonly payments: PaymentsSeen;
}

/** The report of the histories replayed, in Markdown: what a person reads in the terminal and in docs/. */
export function renderReport(command: string, runs: readonly ReplayRun[]): string {
  return ['# Real histories, replayed', ...introduction(command), ...runs.flatMap(renderRun), ...sourceSection()].join('\n\n') + '\n';
}

function introduction(command: string): string[] {
  return [
    `Written by \`${command}\`. Do not edit: run it again.`,
    'The documents of each log were driven through the public HTTP API as requests: submitted, approved, rejected, corrected and withdrawn by people of the unit that the log names. **Those people are invented**: a log names roles, not persons, so there is one member per role and organisational unit and one employee per unit. Times on record are those of the replay; the log\'s are in the form, as "Stated time". Amounts keep all their digits; the logs name no currency, and they were entered as euros. Where a case holds several documents, such as a permit and a declaration, each becomes a request of its own that names the first; what is no decision, such as "Start trip", becomes a note.',
    'The workflow is one of format 2, such as a tenant admin writes: *pre-approver or administration*, any one of them, where the form says that it is checked first; *budget owner*; *supervisor*, served by the budget owner\'s signature where the same person signs both, for which every supervisor also holds the budget owner\'s role; *director*, where the form says so; then the payment, as a webhook whose reversal is another one. A rejection returns the request to the employee. Why a submission was not checked first, or went to the director, the log does not say: these two fields are read off who acted on it before the next submission. Every act was tried in the order of the log.',
    'A rejection after the final approval ("REJECTED by MISSING") names nobody. It is the product\'s reversal with the outcome *rejected*, by the tenant\'s admin, bound to what the preview showed of the payment. A reminder or a trip became a note.',
    'Endings: what was decided last holds. *Approved*: finally approved. *Rejected*: it lies with the employee, who did nothing more, or was rejected after its approval. *Open*: somebody still had to act. A case **ends as recorded** where each of its documents does, and wherever the log has a payment for it one was made here. Otherwise it stands under the first refusal of the API that the document met which ended otherwise. The command fails where a case is in neither place, or in both.',
    'What happens after a refusal: a document that was submitted again after a withdrawal, or after a rejection of what had been approved, goes on as a new request, which names the one before, since both are final; in every other case the following events are still tried. A payment of what nobody approved has no act here: only an approval asks for a payment. So the approval that it lacks is tried, by the supervisor, unless somebody is still asked; of what was never submitted there is no task, and it is tried under an id that stands for none.',
  ];
}

function renderRun(run: ReplayRun): string[] {
  return [`## ${run.file}`, ...sumsSection(run), ...casesSection(run.tally), ...endingsSection(run.tally), ...departuresSection(run.tally), ...checksSection(run)];
}

function sumsSection({ date, tally, members, seconds, meanLoad, processorMs, settledSeconds, concurrency, processors }: ReplayRun): string[] {
  const kinds = [...tally.kinds].map(([kind, count]) => `${n(count)} × ${kind}`).join(', ');
  const noted = [...tally.noted].map(([activity, count]) => `${n(count)} × ${activity}`).join(', ');
  return [
    table(['what', 'how much'], [
      ['begun on', date],
      ['cases', n(tally.cases)],
      ['documents', `${n(tally.documents)}: ${kinds}`],
      ['events in the log', n(tally.events)],
      ['events carried out or compared', `${n(tally.eventsDone)}; the other ${n(tally.events - tally.eventsDone)} were refused or had no counterpart`],
      ['of them notes', noted === '' ? 'none' : noted],
      ['requests submitted', n(tally.requests)],
      ['members, invented', n(members)],
      ['speed', `${(tally.cases / seconds).toFixed(1)} cases/s, **${(tally.eventsDone / seconds).toFixed(1)} events/s**, ${concurrency} cases at a time, ${processors} processors for everything: this command, API, worker and PostgreSQL`],
      ['processor time for an event', processorText(processorMs, tally.eventsDone)],
      ['load average meanwhile', `${meanLoad.toFixed(1)}, whatever else the machine did included`],
      ['last payment', `${settledSeconds.toFixed(1)} s after the last case`],
    ]),
  ];
}

/** What an event cost, whatever else the machine did: the figure that a busy machine leaves standing. */
function processorText(taken: ProcessorMs, events: number): string {
  const known = spenders.flatMap((spender) => (taken[spender] === undefined ? [] : [{ spender, ms: taken[spender] / events }]));
  const sum = known.reduce((total, { ms }) => total + ms, 0);
  return `${sum.toFixed(2)} ms: ${known.map(({ spender, ms }) => `${spender} ${ms.toFixed(2)}`).join(', ')}`;
}

function casesSection({ cases, caseSums }: Tally): string[] {
  const { asRecorded, asRecordedAfter, refused } = caseSums;
  const rows = [
    ['ended as recorded', '', n(asRecorded)],
    ...[...asRecordedAfter].map(([code, count]) => ['ended as recorded, after a refusal on the way', `\`${code}\``, n(count)]),
    ...[...refused].map(([code, count]) => ['ended otherwise, under the refusal', `\`${code}\``, n(count)]),
  ];
  const sum = asRecorded + sumOf(asRecordedAfter) + sumOf(refused);
  return ['Every case, once:', table(['the case', 'what HTTP returned', 'cases'], [...rows, ['**all**', '', `**${n(sum)}** of ${n(cases)}`]])];
}

function endingsSection({ documents, endings: counts, paid }: Tally): string[] {
  const rows = endings.map((inLog) => [inLog, ...endings.map((here) => n(counts[inLog][here])), n(Object.values(counts[inLog]).reduce((a, b) => a + b, 0))]);
  const totals = endings.map((here) => n(endings.reduce((total, inLog) => total + counts[inLog][here], 0)));
  return [
    'How the documents ended; rows by the log, columns here:',
    table(['log ↓ here →', ...endings, 'all'], [...rows, ['all', ...totals, n(documents)]]),
    `A payment is on record in the log and was made here for ${n(paid.inBoth)} documents; it is on record only in the log for ${n(paid.inLogOnly)}, and was made only here for ${n(paid.hereOnly)}, which are approved in both and whose log ends there; ${n(paid.inNeither)} have none in either.`,
  ];
}

function departuresSection(tally: Tally): string[] {
  const rows = tally.departures.map(({ kind, documents, times, codes, example }) => [
    departureKinds[kind],
    n(documents),
    n(times),
    codes.size === 0 ? 'no call was refused' : [...codes].map(([code, count]) => `\`${code}\` × ${n(count)}`).join(', '),
    `${example.caseId}: ${example.activity}`,
  ]);
  const departed = tally.departures.reduce((total, { documents }) => total + documents, 0);
  return [
    'Where documents departed from the log, each counted under the first such act; *times in all* also counts it in documents that had departed before:',
    table(['kind', 'documents', 'times in all', 'the API answered', 'for example'], [['as in the log', n(tally.asInLog), '', '', ''], ...rows, ['**all**', `**${n(tally.asInLog + departed)}**`, '', '', '']]),
  ];
}

function checksSection({ tally, payments }: ReplayRun): string[] {
  return [
    `The same rules, run in memory for each case, foresaw every request's status, every departure and every refusal's code of ${n(tally.documents - tally.unforeseen.length)} of ${n(tally.documents)} documents. Afterwards the product's own list was read: ${n(tally.requests)} requests, each in the status that follows from its case.`,
    `Payments are wanted by the workflow's last step and delivered by the worker as signed webhooks; the log's "Request Payment" and "Payment Handled" were compared with it and never pushed. The replay's own receiver checked every signature: ${n(payments.paidOnce)} of ${n(payments.approvedRequests)} approved requests were paid exactly once; ${n(payments.cancelled)} were rejected when the payment had begun already, and each was paid once and cancelled once; nothing came for any other.`,
    `Without the two fields, every submission checked first and none sent to the director, **${n(tally.usuallyAsRecorded)} of ${n(tally.documents)}** documents would end as recorded. Computed from the log by the same rules, not over HTTP.`,
  ];
}

function sourceSection(): string[] {
  return [
    '## Source',
    'van Dongen, B. (2020): BPI Challenge 2020. 4TU.ResearchData, doi [10.4121/uuid:52fb97d4-4588-43c9-9d04-3604d4613b51](https://doi.org/10.4121/uuid:52fb97d4-4588-43c9-9d04-3604d4613b51), CC BY 4.0; in a cleaned form published by the Business Process Technology group of the Hasso Plattner Institute.',
  ];
}

const n = (count: number): string => count.toLocaleString('en-US');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
