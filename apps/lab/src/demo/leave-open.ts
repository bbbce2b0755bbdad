import { stepRoles, type HistoryCase } from '../history/history-case.js';
import { foreseeCase } from '../history/replayed-case.js';

/**
 * Leaves some cases waiting, so that inboxes have something in them: of each step, the first `perStep` cases of one unit that go as
 * in the log and pass that step, cut just before its approval. Where the unit has too few, other units help out.
 * Returns the cases in their order, the chosen ones shortened; their routes are still those of the whole case.
 */
export async function leaveOpen(cases: readonly HistoryCase[], unit: string | null, perStep: number): Promise<{ readonly whole: HistoryCase; readonly done: HistoryCase }[]> {
  const shortened = new Map<string, HistoryCase>();
  const clean: HistoryCase[] = [];
  for (const history of cases) {
    const walks = await foreseeCase(history);
    if (walks.every(({ departure, here }) => departure === null && here.paid)) clean.push(history);
  }
  const preferred = [...clean.filter((history) => history.unit === unit), ...clean.filter((history) => history.unit !== unit)];
  // Last steps first: few cases reach the director, and an earlier step must not use them up.
  for (const role of [...stepRoles].reverse()) {
    let left = perStep;
    for (const history of preferred) {
      const at = history.events.findIndex((event) => event.role === role && event.act !== 'rejected');
      if (left === 0) break;
      if (at < 0 || shortened.has(history.id)) continue;
      shortened.set(history.id, { ...history, events: history.events.slice(0, at) });
      left -= 1;
    }
  }
  return cases.map((whole) => ({ whole, done: shortened.get(whole.id) ?? whole }));
}
