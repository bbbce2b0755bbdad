import * as attachments from '../attachments/index.js';
import * as audit from '../audit/index.js';
import * as api from '../api/index.js';
import * as authorityLimits from '../authority-limits/index.js';
import * as calendars from '../calendars/index.js';
import * as effects from '../effects/index.js';
import * as events from '../events/index.js';
import * as groups from '../groups/index.js';
import * as identity from '../identity/index.js';
import * as invitations from '../invitations/index.js';
import * as members from '../members/index.js';
import * as notifications from '../notifications/index.js';
import type { Operation } from '../platform/index.js';
import * as profile from '../profile/index.js';
import * as requestTypes from '../request-types/index.js';
import * as requests from '../requests/index.js';
import * as roles from '../roles/index.js';
import * as runMigrations from '../run-migrations/index.js';
import * as screens from '../screens/index.js';
import * as sessions from '../sessions/index.js';
import * as tasks from '../tasks/index.js';
import * as templates from '../templates/index.js';
import * as tenants from '../tenants/index.js';
import * as webhooks from '../webhooks/index.js';
import * as workflows from '../workflows/index.js';
import * as connections from '../connections/index.js';
import * as delegations from '../delegations/index.js';
import * as webhookSources from '../webhook-sources/index.js';
import * as apiKeys from '../api-keys/index.js';
import * as recordSets from '../record-sets/index.js';

const features = { api, apiKeys, attachments, audit, authorityLimits, calendars, connections, delegations, effects, events, groups, identity, invitations, members, notifications, profile, recordSets, requestTypes, requests, roles, runMigrations, screens, sessions, tasks, templates, tenants, webhookSources, webhooks, workflows };

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'path' in value && 'method' in value && 'reply' in value;

/** Every operation of every feature, by name. Found in the doors, so that none can be forgotten here. */
export const allOperations: ReadonlyMap<string, Operation> = new Map(
  Object.values(features)
    .flatMap((feature) => Object.values(feature) as unknown[])
    .filter(isOperation)
    .map((operation) => [operation.name, operation]),
);
