import { isStepRole, type HistoryDocument, type HistoryEvent, type StepRole } from './history-case.js';
import { usualRoute, type Route } from './the-way.js';

/** The route of every submission of a document, by its event. */
export type Routes = ReadonlyMap<HistoryEvent, Route>;

/**
 * The log does not say why a submission was not checked first or went to the director, so that is read off who acted on it before the
 * next one: the director where they signed or rejected it, the first check unless others did without it.
 */
export function deriveRoutes({ events }: Pick<HistoryDocument, 'events'>): Routes {
  const routes = new Map<HistoryEvent, Route>();
  for (const [at, event] of events.entries()) {
    if (event.act !== 'submitted') continue;
    const next = events.findIndex(({ act }, index) => index > at && act === 'submitted');
    const acted = new Set(events.slice(at, next < 0 ? undefined : next).map(({ role }) => role).filter(isStepRole));
    routes.set(event, routeOf(acted));
  }
  return routes;
}

const routeOf = (acted: ReadonlySet<StepRole>): Route => ({
  firstCheck: acted.size === 0 || acted.has('PRE_APPROVER') || acted.has('ADMINISTRATION'),
  director: acted.has('DIRECTOR'),
});

/** Whatever the log says: every submission goes the usual way. */
export const sameForAll: Routes = new Map();

export const routeAt = (routes: Routes, event: HistoryEvent): Route => routes.get(event) ?? usualRoute;
