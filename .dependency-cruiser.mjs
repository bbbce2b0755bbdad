/**
 * The arrows of the house, each an error with its reason. They point down only.
 * Patterns, not lists: a new feature is covered the moment its folder exists.
 * `packages/tooling/src/arrows/arrows.spec.ts` plants a violation of every rule and fails when one goes unseen,
 * so a rule added here needs a planted file there.
 */
import { fileURLToPath } from 'node:url';

const test = '\\.(spec|e2e)\\.tsx?$';
const configFile = '^(apps|packages)/[^/]+/[^/]+\\.(m?[jt]s)$';

/** Forbids a workspace every other workspace except those named. Tests may also use the test kit and ask the verifier; rules of their own say that nothing else may. */
function mayImport(workspace, allowed, why) {
  const name = workspace.split('/')[1];
  const open = [workspace, ...allowed].map((path) => `${path}/`).join('|');
  return {
    name: `${name}-arrows`,
    comment: why,
    severity: 'error',
    from: { path: `^${workspace}/`, pathNot: [configFile] },
    to: { path: '^(apps|packages)/', pathNot: [`^(${open})`, '^packages/(testing|verifier)/'] },
  };
}

/** Forbids a library outside the rooms named. */
function onlyIn(name, library, rooms, why) {
  return { name, comment: why, severity: 'error', from: { pathNot: [...rooms, configFile] }, to: { path: `node_modules/(${library})/` } };
}

const workspaceArrows = [
  mayImport('packages/contracts', ['packages/engine'], 'Contracts say what is said; they know the engine only by its types.'),
  mayImport('packages/conditions', [], 'Conditions wrap the expression language and nothing else, so that server and screen share one meaning.'),
  mayImport('packages/permissions', ['packages/contracts'], 'Who may is said in the words of the contracts, on both ends of the wire.'),
  mayImport('packages/database', ['packages/engine', 'packages/contracts'], 'What is kept knows the words and the facts, never who may or what we do.'),
  mayImport(
    'packages/services',
    ['packages/engine', 'packages/contracts', 'packages/conditions', 'packages/permissions', 'packages/database'],
    'What we do stands above what is kept and below every way in; it knows no app.',
  ),
  mayImport('packages/client', ['packages/contracts'], 'The client is derived from the contracts, so it cannot know more than they say.'),
  mayImport('packages/postgres', [], 'The embedded server is a tool that any room may start; it knows nothing of the product.'),
  mayImport('packages/browser', [], 'Opening and measuring a browser is a tool; what is looked at in it is the journey\'s business.'),
  mayImport('packages/receiver', [], 'The other end of a call keeps an account of its own; what it knew of the product it could not testify to.'),
  mayImport('packages/tooling', [], 'The rules of the house must not depend on the house.'),
  mayImport('packages/verifier', [], 'An auditor trusts the verifier because it shares no code with what it checks.'),
  mayImport(
    'apps/api',
    ['packages/contracts', 'packages/permissions', 'packages/services', 'packages/database'],
    'The API is a way in: contracts, permissions, services; rows and rules are below it.',
  ),
  mayImport(
    'apps/worker',
    ['packages/contracts', 'packages/permissions', 'packages/services', 'packages/database'],
    'The worker is a way in for time and delivery; rows and rules are below it.',
  ),
  mayImport(
    'apps/web',
    ['packages/contracts', 'packages/permissions', 'packages/conditions', 'packages/client'],
    'A screen speaks to the server through the contracts only; server code in the bundle is a leak.',
  ),
  mayImport('apps/local', ['packages/postgres', 'packages/contracts', 'packages/client', 'packages/database'], 'The supervisor starts processes; it does not reach into them.'),
  mayImport('apps/lab', ['packages/contracts', 'packages/client', 'packages/postgres', 'packages/browser', 'packages/receiver'], 'The lab drives the product from outside, so that what it measures is what a customer gets.'),
  mayImport('apps/e2e', ['packages/contracts', 'packages/client', 'packages/browser'], 'A journey sees what a person sees; it may not look behind the screen.'),
];

const roomArrows = [
  {
    name: 'engine-is-pure',
    comment: 'The engine decides, it never does: no package, no Node module, nothing of ours, so the same facts give the same state for ever.',
    severity: 'error',
    from: { path: '^packages/engine/src/', pathNot: test },
    to: { pathNot: '^packages/engine/src/' },
  },
  {
    name: 'engine-trials-stay-behind',
    comment: 'Runs that are made up for tests are no part of the product: nothing that is shipped may come to depend on them.',
    severity: 'error',
    from: { path: '^(apps|packages)/', pathNot: ['^packages/engine/src/trials/', test] },
    to: { path: '^packages/engine/src/trials/' },
  },
  {
    name: 'engine-tests-stay-home',
    comment: 'A test of the engine that needs another workspace is a test of that workspace.',
    severity: 'error',
    from: { path: '^packages/engine/src/.*\\.spec\\.ts$' },
    to: { path: '^(apps|packages)/', pathNot: '^packages/engine/src/' },
  },
  {
    name: 'engine-by-type-only',
    comment: 'Contracts and rows name the engine by `import type`: running it is the business of services.',
    severity: 'error',
    from: { path: '^packages/(contracts|database)/src/', pathNot: test },
    to: { path: '^packages/engine/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'database-only-in-wiring',
    comment: 'API, worker and supervisor hand the database to the services in app/ and touch no row themselves.',
    severity: 'error',
    from: { path: '^apps/(api|worker|local)/src/', pathNot: ['^apps/[^/]+/src/app/', test] },
    to: { path: '^packages/database/' },
  },
  {
    name: 'verifier-is-not-ours-to-use',
    comment: 'What checks us from outside may not become a part of us: tests only may ask it.',
    severity: 'error',
    from: { path: '^(apps|packages)/', pathNot: [test, '^packages/(verifier|testing)/'] },
    to: { path: '^packages/verifier/' },
  },
  {
    name: 'vectors-are-made-apart',
    comment: 'Test vectors that were made by the code which they test would prove nothing.',
    severity: 'error',
    from: { path: '^packages/verifier/src/vectors/', pathNot: test },
    to: { path: '^packages/verifier/src/(?!vectors/)' },
  },
  {
    name: 'vectors-stay-behind',
    comment: 'What forges exports is no part of what checks them.',
    severity: 'error',
    from: { path: '^packages/verifier/src/(?!vectors/)', pathNot: test },
    to: { path: '^packages/verifier/src/vectors/' },
  },
  {
    name: 'testing-only-in-tests',
    comment: 'The test kit opens doors that production code must not know (owner connections, fake clocks).',
    severity: 'error',
    from: { path: '^(apps|packages)/', pathNot: [test, '^packages/testing/', '^apps/e2e/'] },
    to: { path: '^packages/testing/' },
  },
  {
    name: 'browser-safe',
    comment: 'These workspaces are bundled for the browser, where no Node module exists.',
    severity: 'error',
    from: { path: '^(packages/(contracts|permissions|conditions|client)|apps/web)/src/', pathNot: test },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'features-meet-at-the-door',
    comment: 'A feature changes another feature only through an operation of its door (index.ts) or an event, so its inside can change alone.',
    severity: 'error',
    from: { path: '^packages/services/src/([^/]+)/', pathNot: ['^packages/services/src/app/', test] },
    to: { path: '^packages/services/src/[^/]+/', pathNot: ['^packages/services/src/($1|platform)/', '^packages/services/src/[^/]+/index\\.ts$'] },
  },
  {
    name: 'wiring-is-the-top',
    comment: 'app/ knows every room and no room knows app/: what a room needs is handed to it.',
    severity: 'error',
    from: { path: '^(apps|packages)/([^/]+)/src/(?!app/)', pathNot: test },
    to: { path: '^$1/$2/src/app/' },
  },
  {
    name: 'ui-knows-no-feature',
    comment: 'The design system serves every screen; one that knows a feature serves only that one.',
    severity: 'error',
    from: { path: '^apps/web/src/ui/' },
    to: { path: '^apps/web/src/', pathNot: '^apps/web/src/(ui|platform)/' },
  },
];

const libraryArrows = [
  onlyIn('sign-in-library-in-one-room', 'better-auth|@better-auth', ['^packages/services/src/identity/'], 'One room knows the sign-in library, so that it can be replaced there.'),
  onlyIn('time-library-in-one-room', 'temporal-polyfill|temporal-spec|temporal-utils', ['^packages/services/src/calendars/'], 'One room counts working time; it goes back to the language once every supported Node.js brings Temporal.'),
  onlyIn(
    'rows-through-the-database',
    'typeorm|@nestjs/typeorm',
    ['^packages/database/', '^packages/testing/'],
    'TypeORM below the database door only: outside it there is no row without a tenant transaction.',
  ),
  onlyIn(
    'driver-below-the-door',
    'pg|pg-pool',
    ['^packages/(database|testing|postgres)/', '^packages/services/src/identity/', '^apps/lab/', '^apps/local/', test],
    'A pool in a feature is a path to tables that passes no tenant. The sign-in library has its own role and schema; the lab measures a floor.',
  ),
  onlyIn('queue-in-the-worker', 'pg-boss', ['^packages/database/(src/platform|migrations)/', '^apps/worker/', '^apps/lab/src/bench/', '^packages/testing/'], 'Services announce inside their transaction; only the platform, the migration that installs it and the worker know the queue; the lab measures it alone, as a floor.'),
  onlyIn('framework-at-the-edge', '@nestjs/[^/]+|fastify|@fastify/[^/]+', ['^apps/(api|worker)/', '^packages/testing/'], 'Services are plain classes: HTTP and Nest end at the controllers.'),
  onlyIn('react-in-the-web', 'react|react-dom|react-aria-components|@tanstack/[^/]+', ['^apps/(web|e2e)/'], 'Screens are made in one workspace.'),
];

const doorArrows = [
  {
    name: 'no-circular',
    comment: 'Two files that need each other are one file, or lack a third below them.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'through-the-door',
    comment: "Another workspace is entered by its package name and one of its `exports`, never by a path into its folders.",
    severity: 'error',
    from: { path: '^(apps|packages)/([^/]+)/' },
    to: { path: '^(apps|packages)/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
  },
  {
    name: 'resolves',
    comment: 'It resolves to nothing: a missing file, a package that is not installed, or a path behind a door (such as dist/).',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'declared-where-used',
    comment: "A package is declared in the package.json of the workspace that imports it; tests may use the root's test tools.",
    severity: 'error',
    from: { path: '^(apps|packages)/[^/]+/src/', pathNot: [test, '^packages/tooling/'] },
    // An undeclared workspace of ours is not linked by the package manager: "resolves" reports it.
    to: { pathNot: '^(apps|packages)/', dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'] },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...workspaceArrows, ...roomArrows, ...libraryArrows, ...doorArrows],
  options: {
    // Built output and installed packages are not the house's code.
    exclude: { path: '^(apps|packages)/[^/]+/(dist|coverage|\\.turbo|\\.data)/' },
    doNotFollow: { path: 'node_modules' },
    // Type-only imports count: a type from the wrong room is still knowledge of it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: fileURLToPath(new URL('./tsconfig.json', import.meta.url)) },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['countersign-source', 'import', 'module', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
