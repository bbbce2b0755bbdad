import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Link, Outlet, redirect } from '@tanstack/react-router';
import { readAuditSearch } from '../audit/show-audit.query.js';
import { readEffectsSearch } from '../platform/effects/effects-search.js';
import { readReconciliationSearch } from '../platform/record-sets/reconciliation-search.js';
import { readSourceSearch } from '../platform/webhook-sources/source-search.js';
import { readRequestsSearch } from '../requests/show-requests.query.js';
import { RequestDetailPage } from '../requests/request-detail.page.js';
import { readMigrationSearch } from '../run-migrations/show-migration.query.js';
import { InboxPage } from '../tasks/inbox.page.js';
import { readWorkflowSearch } from '../workflows/show-workflow.query.js';
import { Frame } from './frame.js';
import { loadPart } from '../platform/screens/load-part.js';
import { useTitle } from '../platform/screens/use-title.js';
import styles from './frame.module.css';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
/** A search parameter that is text or is not there. */
const optional = <Name extends string>(name: Name) => (search: Record<string, unknown>): { readonly [name in Name]?: string } => {
  const value = text(search[name]);
  return (value === undefined ? {} : { [name]: value }) as { readonly [name in Name]?: string };
};

function Lost() {
  useTitle('No such page');
  return (
    <main className={styles.lost} id="main">
      <h1 tabIndex={-1}>There is no such page</h1>
      <p>The address may be mistyped, or the page has moved. <Link to="/inbox">To the inbox</Link></p>
    </main>
  );
}

function Broken() {
  useTitle('A fault');
  return (
    <main className={styles.lost} id="main">
      <h1 tabIndex={-1}>This page has a fault</h1>
      <p>Nothing was sent by it, and what you signed before is safe: it is recorded, or kept at this browser. <a href="/inbox">Load the inbox again</a></p>
    </main>
  );
}

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: Lost, errorComponent: Broken });
const frameRoute = createRoute({ getParentRoute: () => rootRoute, id: 'frame', component: Frame });

const home = createRoute({ getParentRoute: () => rootRoute, path: '/', beforeLoad: () => { throw redirect({ to: '/inbox', replace: true }); } });
const inbox = createRoute({ getParentRoute: () => frameRoute, path: '/inbox', validateSearch: optional('task'), component: InboxPage });
const requests = createRoute({ getParentRoute: () => frameRoute, path: '/requests', validateSearch: readRequestsSearch, component: lazyRouteComponent(() => loadPart(() => import('../requests/requests.page.js')), 'RequestsPage') });
const audit = createRoute({ getParentRoute: () => frameRoute, path: '/audit', validateSearch: readAuditSearch, component: lazyRouteComponent(() => loadPart(() => import('../audit/audit.page.js')), 'AuditPage') });
const request = createRoute({ getParentRoute: () => frameRoute, path: '/requests/$requestId', component: RequestDetailPage });
const revise = createRoute({ getParentRoute: () => frameRoute, path: '/requests/$requestId/revise', component: lazyRouteComponent(() => loadPart(() => import('../requests/revise-request.page.js')), 'ReviseRequestPage') });
const submit = createRoute({ getParentRoute: () => frameRoute, path: '/submit', validateSearch: (search: Record<string, unknown>) => ({ ...optional('type')(search), ...optional('related')(search) }), component: lazyRouteComponent(() => loadPart(() => import('../requests/submit-request.page.js')), 'SubmitRequestPage') });
const workflows = createRoute({ getParentRoute: () => frameRoute, path: '/workflows', validateSearch: optional('after'), component: lazyRouteComponent(() => loadPart(() => import('../workflows/workflows.page.js')), 'WorkflowsPage') });
const workflow = createRoute({ getParentRoute: () => frameRoute, path: '/workflows/$workflowId', validateSearch: readWorkflowSearch, component: lazyRouteComponent(() => loadPart(() => import('../workflows/workflow.page.js')), 'WorkflowPage') });
const migration = createRoute({ getParentRoute: () => frameRoute, path: '/migrations/$migrationId', validateSearch: readMigrationSearch, component: lazyRouteComponent(() => loadPart(() => import('../run-migrations/migration.page.js')), 'MigrationPage') });
const people = createRoute({ getParentRoute: () => frameRoute, path: '/people', validateSearch: (search: Record<string, unknown>) => ({ ...optional('search')(search), ...optional('after')(search) }), component: lazyRouteComponent(() => loadPart(() => import('../members/people.page.js')), 'PeoplePage') });
const member = createRoute({ getParentRoute: () => frameRoute, path: '/people/$memberId', validateSearch: (search: Record<string, unknown>) => ({ ...optional('give')(search), ...optional('manager')(search) }), component: lazyRouteComponent(() => loadPart(() => import('../members/member.page.js')), 'MemberPage') });
const role = createRoute({ getParentRoute: () => frameRoute, path: '/roles/$roleId', validateSearch: optional('invite'), component: lazyRouteComponent(() => loadPart(() => import('../roles/role.page.js')), 'RolePage') });
const group = createRoute({ getParentRoute: () => frameRoute, path: '/groups/$groupId', validateSearch: (search: Record<string, unknown>) => ({ ...optional('after')(search), ...optional('search')(search) }), component: lazyRouteComponent(() => loadPart(() => import('../groups/group.page.js')), 'GroupPage') });
const editWorkflow = createRoute({ getParentRoute: () => frameRoute, path: '/workflows/$workflowId/edit', component: lazyRouteComponent(() => loadPart(() => import('../workflows/edit-workflow.page.js')), 'EditWorkflowPage') });
const calendars = createRoute({ getParentRoute: () => frameRoute, path: '/calendars', validateSearch: optional('after'), component: lazyRouteComponent(() => loadPart(() => import('../calendars/calendars.page.js')), 'CalendarsPage') });
const calendar = createRoute({ getParentRoute: () => frameRoute, path: '/calendars/$calendarId', component: lazyRouteComponent(() => loadPart(() => import('../calendars/calendar.page.js')), 'CalendarPage') });
const connections = createRoute({ getParentRoute: () => frameRoute, path: '/connections', validateSearch: optional('after'), component: lazyRouteComponent(() => loadPart(() => import('../connections/connections.page.js')), 'ConnectionsPage') });
const connected = createRoute({ getParentRoute: () => frameRoute, path: '/connections/connected', component: lazyRouteComponent(() => loadPart(() => import('../connections/connected.page.js')), 'ConnectedPage') });
const connection = createRoute({ getParentRoute: () => frameRoute, path: '/connections/$connectionId', component: lazyRouteComponent(() => loadPart(() => import('../connections/connection.page.js')), 'ConnectionPage') });
const recordSets = createRoute({ getParentRoute: () => frameRoute, path: '/record-sets', validateSearch: optional('after'), component: lazyRouteComponent(() => loadPart(() => import('../record-sets/record-sets.page.js')), 'RecordSetsPage') });
const recordSet = createRoute({ getParentRoute: () => frameRoute, path: '/record-sets/$recordSetId', validateSearch: (search: Record<string, unknown>) => ({ ...optional('search')(search), ...optional('after')(search), ...optional('record')(search) }), component: lazyRouteComponent(() => loadPart(() => import('../record-sets/record-set.page.js')), 'RecordSetPage') });
const reconciliation = createRoute({ getParentRoute: () => frameRoute, path: '/reconciliations/$readingId', validateSearch: readReconciliationSearch, component: lazyRouteComponent(() => loadPart(() => import('../record-sets/reconciliation.page.js')), 'ReconciliationPage') });
const effects = createRoute({ getParentRoute: () => frameRoute, path: '/effects', validateSearch: readEffectsSearch, component: lazyRouteComponent(() => loadPart(() => import('../effects/effects.page.js')), 'EffectsPage') });
const effect = createRoute({ getParentRoute: () => frameRoute, path: '/effects/$effectId', component: lazyRouteComponent(() => loadPart(() => import('../effects/effect.page.js')), 'EffectPage') });
const webhooks = createRoute({ getParentRoute: () => frameRoute, path: '/webhooks', validateSearch: optional('after'), component: lazyRouteComponent(() => loadPart(() => import('../webhooks/webhooks.page.js')), 'WebhooksPage') });
const webhook = createRoute({ getParentRoute: () => frameRoute, path: '/webhooks/$endpointId', validateSearch: optional('after'), component: lazyRouteComponent(() => loadPart(() => import('../webhooks/webhook.page.js')), 'WebhookPage') });
const webhookSources = createRoute({ getParentRoute: () => frameRoute, path: '/webhook-sources', validateSearch: optional('after'), component: lazyRouteComponent(() => loadPart(() => import('../webhook-sources/webhook-sources.page.js')), 'WebhookSourcesPage') });
const webhookSource = createRoute({ getParentRoute: () => frameRoute, path: '/webhook-sources/$sourceId', validateSearch: readSourceSearch, component: lazyRouteComponent(() => loadPart(() => import('../webhook-sources/webhook-source.page.js')), 'WebhookSourcePage') });
const start = createRoute({ getParentRoute: () => frameRoute, path: '/start', component: lazyRouteComponent(() => loadPart(() => import('../tenants/start.page.js')), 'StartPage') });
const notifications = createRoute({ getParentRoute: () => frameRoute, path: '/notifications', component: lazyRouteComponent(() => loadPart(() => import('../notifications/notifications.page.js')), 'NotificationsPage') });
const profile = createRoute({ getParentRoute: () => frameRoute, path: '/profile', component: lazyRouteComponent(() => loadPart(() => import('../profile/profile.page.js')), 'ProfilePage') });
const apiKeys = createRoute({ getParentRoute: () => frameRoute, path: '/api-keys', component: lazyRouteComponent(() => loadPart(() => import('../api-keys/api-keys.page.js')), 'ApiKeysPage') });
const signIn = createRoute({ getParentRoute: () => rootRoute, path: '/sign-in', validateSearch: (search: Record<string, unknown>) => ({ ...optional('next')(search), ...optional('was')(search) }), component: lazyRouteComponent(() => loadPart(() => import('../identity/sign-in.page.js')), 'SignInPage') });
const signUp = createRoute({ getParentRoute: () => rootRoute, path: '/sign-up', validateSearch: optional('next'), component: lazyRouteComponent(() => loadPart(() => import('../identity/sign-up.page.js')), 'SignUpPage') });
const welcome = createRoute({ getParentRoute: () => rootRoute, path: '/welcome', component: lazyRouteComponent(() => loadPart(() => import('../tenants/no-tenant.page.js')), 'NoTenantPage') });
const api = createRoute({ getParentRoute: () => rootRoute, path: '/api', component: lazyRouteComponent(() => loadPart(() => import('../api/api-reference.page.js')), 'ApiReferencePage') });
const invitation = createRoute({ getParentRoute: () => rootRoute, path: '/invitations/$token', component: lazyRouteComponent(() => loadPart(() => import('../invitations/accept-invitation.page.js')), 'AcceptInvitationPage') });

/** Every address of the application; what they carry after the question mark is typed. */
export const createAppRouter = () =>
  createRouter({
    routeTree: rootRoute.addChildren([home, frameRoute.addChildren([inbox, notifications, profile, audit, requests, request, revise, submit, workflows, workflow, migration, editWorkflow, people, member, role, group, start, calendars, calendar, connections, connected, connection, recordSets, recordSet, reconciliation, effects, effect, webhooks, webhook, webhookSources, webhookSource, apiKeys]), signIn, signUp, welcome, api, invitation]),
    defaultPreload: 'intent',
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
