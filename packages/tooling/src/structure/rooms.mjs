/**
 * The rooms of the house: every folder that may stand under a `src/`, with the reason why it is one.
 * A new feature is one line here, and a word of docs/glossary.md.
 */

/** Features: the same noun in every workspace that has something to say about it. */
export const features = {
  api: 'What the public API says about itself: OpenAPI, health.',
  'api-keys': 'What programs show instead of a session, and what it opens.',
  attachments: 'Files that are part of revisions of requests.',
  audit: 'Audit entries: who did what, when, why, through which path.',
  'authority-limits': 'How much a role or a member may approve, by request type and currency.',
  calendars: 'When people work: what is promised in working hours and days is counted by it; the only room that knows the time library.',
  connections: 'Other systems that effects call over HTTP, and calling them.',
  'data-keys': "Keys that a tenant's secrets are sealed with, and changing them.",
  decisions: 'Decisions, where they are looked at apart from their task.',
  delegations: 'Who decides for whom, until when.',
  effects: 'Effects and their attempts.',
  events: 'What leaves the house about a change while it is looked at: the stream of live updates.',
  files: 'Where bytes are kept: the local folder, or a store that speaks S3.',
  groups: 'Sets of members that a workflow can ask.',
  identity: 'Users, sign-in, sessions; the only room that knows the sign-in library.',
  invitations: 'Links by which somebody becomes a member.',
  members: 'A user in one tenant, with roles.',
  notifications: 'What a member was told of.',
  profile: 'What a user says of themselves: name and picture.',
  'request-types': 'What can be requested: forms and their versions.',
  'outside-records': 'Records of other systems that signatures are bound to.',
  'record-sets': 'Records that another system has too, kept in step with it: reading them, and comparing both.',
  requests: 'Requests and their revisions.',
  roles: "A tenant's named sets of permissions.",
  screens: 'One operation per screen: the one request that draws it.',
  'run-migrations': 'Moving requests that run on an older version of a workflow to the live one.',
  sessions: 'Where a user is signed in, and how that is ended.',
  tasks: 'Approval steps that wait for people, and the decisions made on them.',
  templates: 'What a company can begin with: a form, a workflow, roles.',
  tenants: 'Customer companies.',
  timers: 'What is to happen to a request at a time: reminders, due times, what follows when nobody decided, the end of waits.',
  usage: 'Usage events: the billable facts.',
  'webhook-sources': 'Where other systems send us signed messages, those messages, and what is made of them.',
  webhooks: 'Webhook endpoints and deliveries.',
  workflows: 'Definitions and their versions.',
};

/** Rooms that every workspace with features may have beside them. */
export const ordinaryRooms = {
  app: 'Wiring: reads the environment, builds everything once, starts.',
  platform: 'Mechanism that no feature owns.',
};

/** Workspaces that know no features, or a room more than the others. */
export const ownRooms = {
  'packages/engine': { only: { commands: 'What somebody asks of a run.', definition: 'What a workflow version says.', facts: 'What became true.', state: 'What the facts add up to.', trials: 'Runs that are made up for tests, by hand and at random; nothing that is shipped imports them.' } },
  'packages/contracts': { also: { operations: 'Every operation of every feature, found in the doors.' } },
  'packages/client': { only: {} },
  'packages/conditions': { only: {} },
  'packages/postgres': { only: { platform: 'The embedded server.' } },
  'packages/browser': { only: { platform: 'Opening a browser, and what a page costs.' } },
  'packages/receiver': { only: { platform: 'The other end of a call, and its account of what came.' } },
  'packages/verifier': {
    only: {
      format: 'What the format of the audit writes: bytes, canonical JSON, entries, checkpoints, keys, lines.',
      tree: 'Hashes and proofs of RFC 6962.',
      verdict: 'What is wrong with an export, and which entry is the first bad one.',
      platform: 'The cryptography that the surroundings bring.',
      app: 'The command.',
      page: 'The page that is opened from a file.',
      vectors: 'Makes the test vectors of the format, by code of its own; nothing that is shipped imports it.',
    },
  },
  'packages/tooling': {
    only: {
      arrows: 'Plants a violation of every arrow.',
      lint: "ESLint rules of the house's own.",
      'rules-off': 'Rules of the product, each with the edit that switches it off and the tests that notice.',
      rows: 'Which tests prove which row of the product description.',
      mutation: 'Runs the tests of each change for Stryker, and judges what it found.',
      scaffold: 'Writes the files and lines of a new operation.',
      structure: 'The rules about files and folders.',
    },
  },
  'packages/testing': { only: {} },
  'apps/web': { also: { ui: 'The design system.' } },
  'apps/lab': {
    only: {
      app: 'The commands.',
      platform: 'Mechanism that the experiments have in common.',
      bench: 'Measures the product against its floor.',
      demo: 'Makes the demo tenants.',
      explanations: 'What answers to “why?” have to be, over replayed cases and small scenarios; written before there was an explainer.',
      faults: 'Kills processes while decisions are in flight.',
      live: 'Measures how soon open pages learn what happened, and how soon who was shut out is.',
      web: 'Measures the screens.',
      history: 'Replays a real approval history over HTTP.',
    },
  },
  'apps/local': { only: { app: 'The supervisor.', platform: 'Processes, ports, secrets.', receiver: 'The demo webhook receiver.' } },
  'apps/e2e': { also: {} },
};

/** Names that say nothing about what is inside; no folder and no file may have one. */
export const emptyNames = ['common', 'utils', 'util', 'shared', 'helpers', 'helper', 'lib', 'misc', 'core', 'types', 'general', 'base', 'stuff'];

/** @returns {Record<string, string>} the folders that may stand under the workspace's src/, with their reasons */
export function roomsOf(workspace) {
  const own = ownRooms[workspace];
  return own?.only ?? { ...features, ...ordinaryRooms, ...own?.also };
}
