import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Link, Outlet, redirect } from '@tanstack/react-router';
import { readAuditSearch } from '../audit/show-audit.query.js';
import { readRequestsSearch } from '../requests/show-requests.query.js';
import { RequestDetailPage } from '../requests/request-detail.page.js';
import { InboxPage } from '../tasks/inbox.page.js';
import { Frame } from './frame.js';
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
const requests = createRoute({ getParentRoute: () => frameRoute, path: '/requests', validateSearch: readRequestsSearch, component: lazyRouteComponent(() => import('../requests/requests.page.js'), 'RequestsPage') });
const audit = createRoute({ getParentRoute: () => frameRoute, path: '/audit', validateSearch: readAuditSearch, component: lazyRouteComponent(() => import('../audit/audit.page.js'), 'AuditPage') });
const request = createRoute({ getParentRoute: () => frameRoute, path: '/requests/$requestId', component: RequestDetailPage });
const revise = createRoute({ getParentRoute: () => frameRoute, path: '/requests/$requestId/revise', component: lazyRouteComponent(() => import('../requests/revise-request.page.js'), 'ReviseRequestPage') });
const submit = createRoute({ getParentRoute: () => frameRoute, path: '/submit', validateSearch: (search: Record<string, unknown>) => ({ ...optional('type')(search), ...optional('related')(search) }), component: lazyRouteComponent(() => import('../requests/submit-request.page.js'), 'SubmitRequestPage') });
const people = createRoute({ getParentRoute: () => frameRoute, path: '/people', validateSearch: (search: Record<string, unknown>) => ({ ...optional('search')(search), ...optional('after')(search) }), component: lazyRouteComponent(() => import('../members/people.page.js'), 'PeoplePage') });
const member = createRoute({ getParentRoute: () => frameRoute, path: '/people/$memberId', component: lazyRouteComponent(() => import('../members/member.page.js'), 'MemberPage') });
const role = createRoute({ getParentRoute: () => frameRoute, path: '/roles/$roleId', component: lazyRouteComponent(() => import('../roles/role.page.js'), 'RolePage') });
const start = createRoute({ getParentRoute: () => frameRoute, path: '/start', component: lazyRouteComponent(() => import('../tenants/start.page.js'), 'StartPage') });
const profile = createRoute({ getParentRoute: () => frameRoute, path: '/profile', component: lazyRouteComponent(() => import('../profile/profile.page.js'), 'ProfilePage') });
const signIn = createRoute({ getParentRoute: () => rootRoute, path: '/sign-in', validateSearch: (search: Record<string, unknown>) => ({ ...optional('next')(search), ...optional('was')(search) }), component: lazyRouteComponent(() => import('../identity/sign-in.page.js'), 'SignInPage') });
const signUp = createRoute({ getParentRoute: () => rootRoute, path: '/sign-up', validateSearch: optional('next'), component: lazyRouteComponent(() => import('../identity/sign-up.page.js'), 'SignUpPage') });
const welcome = createRoute({ getParentRoute: () => rootRoute, path: '/welcome', component: lazyRouteComponent(() => import('../tenants/no-tenant.page.js'), 'NoTenantPage') });
const api = createRoute({ getParentRoute: () => rootRoute, path: '/api', component: lazyRouteComponent(() => import('../api/api-reference.page.js'), 'ApiReferencePage') });
const invitation = createRoute({ getParentRoute: () => rootRoute, path: '/invitations/$token', component: lazyRouteComponent(() => import('../invitations/accept-invitation.page.js'), 'AcceptInvitationPage') });

/** Every address of the application; what they carry after the question mark is typed. */
export const createAppRouter = () =>
  createRouter({
    routeTree: rootRoute.addChildren([home, frameRoute.addChildren([inbox, profile, audit, requests, request, revise, submit, people, member, role, start]), signIn, signUp, welcome, api, invitation]),
    defaultPreload: 'intent',
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
