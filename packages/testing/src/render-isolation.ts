import { mutantKinds } from './policy-mutants.js';
import { outsideTraces, tracedOperations } from './trace-steps.js';
import type { TraceResult } from './run-traces.js';
import { isNoticed, type Noticed } from './try-mutants.js';

export interface IsolationReport {
  readonly command: string;
  readonly date: string;
  readonly seed: number;
  readonly mutantsThereAre: number;
  readonly noticed: readonly Noticed[];
  readonly traces: TraceResult;
  readonly planted: readonly { readonly says: string; readonly result: TraceResult }[];
  readonly seconds: number;
  readonly serverVersion: string;
}

/** What the campaign must have shown, in words, where it did not. */
export function isolationBreaches({ noticed, traces, planted }: IsolationReport): string[] {
  return [
    ...noticed.filter((each) => !isNoticed(each)).map(({ mutant }) => `nobody noticed: ${mutant.kind}, ${mutant.says}`),
    ...traces.differences,
    ...planted.filter(({ result }) => result.differences.length === 0).map(({ says }) => `a planted fault made no difference: ${says}`),
  ];
}

/** How a campaign went, as Markdown. */
export function renderIsolation(report: IsolationReport): string {
  const { noticed, traces, planted } = report;
  const breaches = isolationBreaches(report);
  const caught = noticed.filter(isNoticed).length;
  const never = tracedOperations.filter((name) => (traces.operations.get(name)?.done ?? 0) === 0);
  return [
    '# Isolation, tried',
    '',
    `Written by \`${report.command}\` on ${report.date}, seed ${report.seed}, PostgreSQL ${report.serverVersion}, in ${report.seconds.toFixed(0)} s.`,
    '',
    '## Every guard weakened in turn (R36)',
    '',
    `${noticed.length} of ${report.mutantsThereAre} mutants tried, ${caught} noticed: ${((100 * caught) / Math.max(1, noticed.length)).toFixed(1)} %. Each is made in a transaction, looked at by the rules of the catalogue and by a session of another tenant, and rolled back. “By a session” counts those after which another tenant’s session saw, changed or named a row, or was answered otherwise than before. What neither notices (a right taken away, mostly) shows in the description of the schema that is kept in \`packages/database/schema.sql\`.`,
    '',
    '| what was done | mutants | noticed by a rule | by a session | by the description only | by nobody |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...mutantKinds.map((kind) => mutantRow(kind, noticed.filter(({ mutant }) => mutant.kind === kind))),
    '',
    '## A company alone and beside a hostile one (R37)',
    '',
    `${traces.traces} random traces of company A’s people, ${traces.calls} calls over HTTP, each sent twice: to a database with A alone, and to one in which A is beside company B and a third. B made ${traces.hostileCalls} calls meanwhile: A’s own with A’s ids, names, addresses and idempotency keys, and the like about itself. The third, ${traces.raids} times, changed, deleted and locked everything that it could reach by SQL as the application’s role in its own tenant, and filled the job queue. Status, every header but the date and the cost that only tests are told, and body were compared, ids and times aside.`,
    '',
    `**${traces.differences.length} differences in ${traces.traces} traces**${traces.differences.length === 0 ? `: with 95 % confidence fewer than ${(3 / Math.max(1, traces.traces)).toPrecision(2)} per trace` : ''}.`,
    '',
    '| operation | called | did what was asked |',
    '| --- | ---: | ---: |',
    ...[...traces.operations].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { called, done }]) => `| ${name} | ${called} | ${done} |`),
    '',
    `Never carried out in this run: ${never.length === 0 ? 'none of those in the traces' : never.join(', ')}. Outside the traces, because they are the whole installation’s and not one company’s: ${outsideTraces.join(', ')}. An address can have one account; that somebody else has it is told at sign-up, to whomever asks.`,
    '',
    '## Planted',
    '',
    '| fault | differences | after traces |',
    '| --- | ---: | ---: |',
    ...planted.map(({ says, result }) => `| ${says} | ${result.differences.length} | ${result.traces} |`),
    '',
    ...(breaches.length === 0 ? ['Every mutant was noticed, no answer differed, every planted fault did.'] : [`**${breaches.length} breaches:**`, '', ...breaches.slice(0, 20).map((breach) => `- ${breach}`)]),
    '',
  ].join('\n');
}

function mutantRow(kind: string, of: readonly Noticed[]): string {
  const count = (holds: (each: Noticed) => boolean) => of.filter(holds).length;
  return `| ${kind} | ${of.length} | ${count(({ byRules }) => byRules.length > 0)} | ${count(({ byBehaviour }) => byBehaviour)} | ${count(({ byDescription }) => byDescription)} | ${count((each) => !isNoticed(each))} |`;
}
