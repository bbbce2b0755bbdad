import { documentsOf } from './case-documents.js';
import { isStepRole, type HistoryCase, type StepRole } from './history-case.js';
import { unitOf } from './history-form.js';

/** What has to be known of a log before its first case is replayed. Grows with the organisation, not with the log. */
export interface LogScope {
  cases: number;
  events: number;
  /** The roles that are needed in each unit: who acted, and who is asked in any case. */
  readonly units: Map<string, Set<StepRole>>;
  /** Kinds of documents, in the order in which they appear. */
  readonly kinds: Set<string>;
}

/** Reads the first `limit` cases of a log once, without keeping them. */
export async function scanLog(cases: AsyncIterable<HistoryCase> | Iterable<HistoryCase>, limit = Infinity): Promise<LogScope> {
  const scope: LogScope = { cases: 0, events: 0, units: new Map(), kinds: new Set() };
  for await (const history of cases) {
    if (scope.cases >= limit) break;
    scope.cases += 1;
    scope.events += history.events.length;
    takeInto(scope, history);
  }
  return scope;
}

function takeInto({ units, kinds }: LogScope, history: HistoryCase): void {
  const unit = unitOf(history);
  const roles = units.get(unit) ?? new Set<StepRole>();
  units.set(unit, roles);
  for (const document of documentsOf(history)) {
    kinds.add(document.kind);
    roles.add('ADMINISTRATION').add('SUPERVISOR');
    for (const { role } of document.events) if (isStepRole(role)) roles.add(role);
  }
}
