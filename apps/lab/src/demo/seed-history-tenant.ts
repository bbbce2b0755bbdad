import { noMemory } from '../history/act-memory.js';
import { documentsOf } from '../history/case-documents.js';
import type { HistoryCase } from '../history/history-case.js';
import { deriveRoutes } from '../history/derive-routes.js';
import { unitOf } from '../history/history-form.js';
import { HttpCase, HttpDesk } from '../history/http-desk.js';
import { accountOf, setUpOrganisation } from '../history/organisation.js';
import { scanLog } from '../history/scan-log.js';
import { walkCase } from '../history/walk-case.js';
import { inParallel } from '../platform/in-parallel.js';
import type { DemoOptions, DemoSignIn } from './demo-sign-in.js';
import { leaveOpen } from './leave-open.js';

const seed = 'lindenhof';
const tenantName = 'Lindenhof University (BPI 2020 sample)';
const description =
  'Requests for payment of a real university, 2017 to 2018: a sample of the BPI Challenge 2020 (doi 10.4121/uuid:52fb97d4-4588-43c9-9d04-3604d4613b51, CC BY 4.0). The university\'s name and all persons here are invented.';
const concurrency = 6;
const openPerStep = 4;

/** A living tenant: a real organisation's requests, replayed, some of them left waiting at every step. */
export async function seedHistoryTenant(options: DemoOptions, cases: readonly HistoryCase[]): Promise<DemoSignIn[]> {
  const { baseUrl, endpoint, password, say } = options;
  const unit = busiestUnit(cases);
  const organisation = await setUpOrganisation({ baseUrl, seed, tenantName, description, password, endpoint, scope: await scanLog(cases), members: 'needed', concurrency });
  say(`  ${tenantName}: ${organisation.memberCount} people`);
  let done = 0;
  await inParallel(await leaveOpen(cases, unit, openPerStep), concurrency, async ({ whole, done: history }) => {
    const http = new HttpCase(organisation, history, `${seed} ${history.id}`, noMemory);
    // By its events, which the shortened case shares with the whole one.
    const routes = new Map(documentsOf(whole).flatMap((document) => [...deriveRoutes(document)]));
    await walkCase(history, (document) => new HttpDesk(http, document, routes));
    done += 1;
    if (done % 50 === 0) say(`  ${done} of ${cases.length} requests`);
  });
  const signIn = (who: string, role: Parameters<typeof accountOf>[0]): DemoSignIn => ({ who, email: accountOf(role, unit, seed, password).email, password, tenant: tenantName });
  return [signIn('a supervisor', 'SUPERVISOR'), signIn('its administration', 'ADMINISTRATION')];
}

function busiestUnit(cases: readonly HistoryCase[]): string {
  const sizes = [...Map.groupBy(cases, unitOf)].map(([unit, members]) => ({ unit, size: members.length }));
  const [first] = sizes.sort((a, b) => b.size - a.size || (a.unit < b.unit ? -1 : 1));
  if (!first) throw new Error('The sample has no cases.');
  return first.unit;
}
