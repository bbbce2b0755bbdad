import type { PaymentsSeen } from './check-payments.js';
import { departureKinds } from './departure.js';
import { endings } from './ending.js';
import type { Tally } from './tally.js';

export interface ReplayRun {
  readonly command: string;
  readonly file: string;
  readonly date: string;
  readonly seconds: number;
  readonly concurrency: number;
  readonly processors: number;
  readonly members: number;
  readonly tally: Tally;
  readonly payments: PaymentsSeen;
}

/** The report of a replay, in Markdown: what a person reads in the terminal and in docs/. */
export function renderReport(run: ReplayRun): string {
  return [`# A real history, replayed`, ...introduction(run), ...endingsSection(run), ...departuresSection(run), ...fixedSection(run.tally), ...effectsSection(run), ...sourceSection()].join('\n\n') + '\n';
}

function introduction({ command, date, file, tally, members, seconds, concurrency, processors }: ReplayRun): string[] {
  return [
    `Written by \`${command}\` on ${date}. Do not edit: run it again.`,
    `The requests of ${file} were driven through the public HTTP API: submitted, approved, rejected, corrected and withdrawn by people of the unit that the log names. **Those people are invented**: the log names roles, not persons, so there is one member per role and organisational unit and one employee per unit, ${n(members)} in all. Times on record are those of the replay; the log's are in the form, as "Stated time". Amounts keep all their digits; the log names no currency, and they were entered as euros.`,
    table(['what', 'how much'], [
      ['cases', n(tally.cases)],
      ['events in the log', n(tally.events)],
      ['events carried out or compared', `${n(tally.eventsDone)}; the other ${n(tally.events - tally.eventsDone)} were refused, had no counterpart, or came after a case had been stopped`],
      ['requests submitted', n(tally.requests)],
      ['speed', `${(tally.cases / seconds).toFixed(1)} cases/s, ${(tally.eventsDone / seconds).toFixed(1)} events/s, ${concurrency} cases at a time, ${processors} processors for everything`],
    ]),
  ];
}

function endingsSection({ tally }: ReplayRun): string[] {
  const rows = endings.map((inLog) => [inLog, ...endings.map((here) => n(tally.endings[inLog][here])), n(Object.values(tally.endings[inLog]).reduce((a, b) => a + b, 0))]);
  const totals = endings.map((here) => n(endings.reduce((total, inLog) => total + tally.endings[inLog][here], 0)));
  return [
    '## How the cases ended',
    'Rows: by the log. Columns: here. *Paid* in the log: "Payment Handled" is on record, or the log stops at "Request Payment"; here: everybody on the route approved, and the worker delivered the payment\'s webhook. *Rejected*: the last word was a rejection; it lies with the employee, who did nothing more. *Open*: somebody still had to act, or the log ends at an approval.',
    table(['log ↓ here →', ...endings, 'all'], [...rows, ['all', ...totals, n(tally.cases)]]),
  ];
}

function departuresSection({ tally }: ReplayRun): string[] {
  const rows = tally.departures.map(({ kind, cases, times, codes, example }) => [
    departureKinds[kind],
    n(cases),
    n(times),
    codes.size === 0 ? 'no call was refused' : [...codes].map(([code, count]) => `\`${code}\` × ${n(count)}`).join(', '),
    `${example.caseId}: ${example.activity}`,
  ]);
  const kinds = tally.departures.reduce((total, { cases }) => total + cases, 0);
  return [
    '## Where the cases departed from the log',
    "The route of a case, that is which steps sign, is read off who acted in it and submitted as fields of the form, which the workflow's conditions read. Where nobody gave a final approval the supervisor's step is added. Every act was tried in the order of the log; a case is counted under the first thing that could not be done as the log has it, with the code of the refusal; *times in all* also counts it in cases that had departed before.",
    table(['kind', 'cases', 'times in all', 'the API answered', 'for example'], [['as in the log', n(tally.asInLog), '', '', ''], ...rows, ['**all**', `**${n(tally.asInLog + kinds)}**`, '', '', '']]),
    'What happens after a departure: a case that was submitted again after a withdrawal goes on as a new request; one that was rejected after its final approval is stopped, because its payment is under way and going on would pay twice; in every other case the following events are still tried. "Rejected after final approval" is what Countersign cannot do yet. An act that was out of turn mostly means that a step was skipped in one round of the case and taken in another; to somebody for whom a request never waited the API says `not_found`.',
    `The same rules, run in memory before each case, foresaw its ending and its first departure for ${n(tally.cases - tally.unforeseen.length)} of ${n(tally.cases)} cases.`,
  ];
}

function fixedSection(tally: Tally): string[] {
  return [
    '## What one fixed workflow would reproduce',
    `Without fields for the route, with the steps administration, budget owner, supervisor for every request: **${n(tally.fixedReproduces)} of ${n(tally.cases)}** cases go as in the log from beginning to end (with the route in the form: ${n(tally.asInLog)}). Computed from the log, not over HTTP: each case is walked through these steps by the same rules; cases that were never submitted count as reproduced.`,
  ];
}

function effectsSection({ payments }: ReplayRun): string[] {
  return [
    '## Payments',
    `The payment is wanted by the workflow's last step and delivered by the worker as a signed webhook; the log's "Request Payment" and "Payment Handled" were compared with it and never pushed. The replay's own receiver checked every signature: ${n(payments.paidOnce)} of ${n(payments.approvedRequests)} approved requests were paid exactly once, in ${n(payments.deliveries)} deliveries, none for any other request.`,
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
