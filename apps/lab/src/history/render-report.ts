import type { PaymentsSeen } from './check-payments.js';
import { departureKinds } from './departure.js';
import { endings } from './ending.js';
import type { Tally } from './tally.js';

export interface ReplayRun {
  readonly file: string;
  readonly date: string;
  /** Time spent on cases, over all runs that it took. */
  readonly seconds: number;
  /** How many processes wanted a processor while cases were replayed, those of other work on the machine included. */
  readonly meanLoad: number;
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
    'The route of a document, that is which steps sign, is read off who acted on it and submitted as fields of the form, which the workflow\'s conditions read. Where nobody gave a final approval the supervisor\'s step is added. Every act was tried in the order of the log; a document is counted under the first thing that could not be done as the log has it, with the code of the refusal; *times in all* also counts it in documents that had departed before.',
    'Endings: *paid* in the log: "Payment Handled" is on record, or the log stops at "Request Payment"; here: everybody on the route approved, and the worker delivered the payment\'s webhook. *Approved*: the same for a document that is not paid for, such as a permit. *Rejected*: the last word was a rejection; it lies with the employee, who did nothing more. *Open*: somebody still had to act, or the log ends at an approval.',
    'What happens after a departure: a document that was submitted again after a withdrawal goes on as a new request, which names the withdrawn one; one that was rejected after its final approval is stopped, because its payment is under way and going on would pay twice; in every other case the following events are still tried. "Rejected after final approval" is what Countersign cannot do yet. An act that was out of turn mostly means that a step was skipped in one round and taken in another; to somebody for whom a request never waited the API says `not_found`.',
  ];
}

function renderRun(run: ReplayRun): string[] {
  return [`## ${run.file}`, ...sumsSection(run), ...endingsSection(run.tally), ...departuresSection(run.tally), ...checksSection(run)];
}

function sumsSection({ date, tally, members, seconds, meanLoad, settledSeconds, concurrency, processors }: ReplayRun): string[] {
  const kinds = [...tally.kinds].map(([kind, count]) => `${n(count)} × ${kind}`).join(', ');
  const noted = [...tally.noted].map(([activity, count]) => `${n(count)} × ${activity}`).join(', ');
  return [
    table(['what', 'how much'], [
      ['begun on', date],
      ['cases', n(tally.cases)],
      ['documents', `${n(tally.documents)}: ${kinds}`],
      ['events in the log', n(tally.events)],
      ['events carried out or compared', `${n(tally.eventsDone)}; the other ${n(tally.events - tally.eventsDone)} were refused, had no counterpart, or came after a document had been stopped`],
      ['of them notes', noted === '' ? 'none' : noted],
      ['requests submitted', n(tally.requests)],
      ['members, invented', n(members)],
      ['speed', `${(tally.cases / seconds).toFixed(1)} cases/s, **${(tally.eventsDone / seconds).toFixed(1)} events/s**, ${concurrency} cases at a time, ${processors} processors for everything: this command, API, worker and PostgreSQL`],
      ['load average meanwhile', `${meanLoad.toFixed(1)}, whatever else the machine did included`],
      ['last payment', `${settledSeconds.toFixed(1)} s after the last case`],
    ]),
  ];
}

function endingsSection(tally: Tally): string[] {
  // A log without permits has no "approved", neither there nor here.
  const used = endings.filter((ending) => ending !== 'approved' || endings.some((other) => tally.endings[ending][other] > 0 || tally.endings[other][ending] > 0));
  const rows = used.map((inLog) => [inLog, ...used.map((here) => n(tally.endings[inLog][here])), n(Object.values(tally.endings[inLog]).reduce((a, b) => a + b, 0))]);
  const totals = used.map((here) => n(endings.reduce((total, inLog) => total + tally.endings[inLog][here], 0)));
  return ['How they ended; rows by the log, columns here:', table(['log ↓ here →', ...used, 'all'], [...rows, ['all', ...totals, n(tally.documents)]])];
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
    'Where they departed from the log:',
    table(['kind', 'documents', 'times in all', 'the API answered', 'for example'], [['as in the log', n(tally.asInLog), '', '', ''], ...rows, ['**all**', `**${n(tally.asInLog + departed)}**`, '', '', '']]),
  ];
}

function checksSection({ tally, payments }: ReplayRun): string[] {
  return [
    `The same rules, run in memory for each case, foresaw the ending and the first departure of ${n(tally.documents - tally.unforeseen.length)} of ${n(tally.documents)} documents. Afterwards the product's own list was read: ${n(tally.requests)} requests, each in the status that follows from its case.`,
    `Payments are wanted by the workflow's last step and delivered by the worker as signed webhooks; the log's "Request Payment" and "Payment Handled" were compared with it and never pushed. The replay's own receiver checked every signature: ${n(payments.paidOnce)} of ${n(payments.approvedRequests)} approved requests were paid exactly once, and no other.`,
    `One fixed workflow with the steps administration, budget owner, supervisor for every request would take **${n(tally.fixedReproduces)} of ${n(tally.documents)}** documents as in the log from beginning to end (with the route in the form: ${n(tally.asInLog)}). Computed from the log, not over HTTP: each case is walked through these steps by the same rules; documents that were never submitted count as reproduced.`,
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
