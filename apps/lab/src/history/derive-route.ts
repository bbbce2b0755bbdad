import { isStepRole, stepRoles, type HistoryDocument, type StepRole } from './history-case.js';

/**
 * The steps a document's requests have to pass, in the process's order: those whose role signed or rejected it anywhere in the case.
 * The log does not say why a step was skipped, so the route is read off who acted. Where nobody gave the final approval,
 * the supervisor's step is added: an approval that was not final in the log must not be the last one here.
 */
export function deriveRoute({ events }: Pick<HistoryDocument, 'events'>): StepRole[] {
  const acted = new Set<StepRole>();
  let final = false;
  for (const { act, role } of events) {
    if (!isStepRole(role)) continue;
    acted.add(role);
    final ||= act === 'final_approved';
  }
  if (!final) acted.add('SUPERVISOR');
  return stepRoles.filter((role) => acted.has(role));
}
