import type { Allowed } from './catalogue-faults.js';

// What may break a rule of the catalogue, each with the reason. An entry that is no longer needed fails the test too.

const found = 'It is how a tenant is found before one is entered. No role that signs in has any right on it; the functions of its room hand out ids only.';
const person = 'People are global, kept by the sign-in library. Only cs_identity reads it, a role without any right on a tenant table.';
const queue = "The job queue's own, under its own schema. cs_app may only enqueue, by a function that names the tenant; jobs carry ids only.";

/** Tables that are no tenant's. */
export const globalTables: Allowed = {
  'app.migrations': 'Which migrations ran: about the installation. No role that signs in has any right on it.',
  'entry.invitation_tokens': found,
  'entry.memberships': found,
  'identity.account': person,
  'identity.audit_entry': 'Sign-ins of people who belong to no company. Only cs_identity may add to it and read it.',
  'identity.rate_limit': 'Counts tries under hashed keys, before anybody is known.',
  'identity.session': person,
  'identity.user': person,
  'identity.verification': person,
  'pgboss.bam': queue,
  'pgboss.job': queue,
  'pgboss.job_common': queue,
  'pgboss.job_dependency': queue,
  'pgboss.queue': queue,
  'pgboss.queue_stats': queue,
  'pgboss.queue_stats_<day>': queue,
  'pgboss.schedule': queue,
  'pgboss.subscription': queue,
  'pgboss.version': queue,
  'pgboss.warning': queue,
};

export const allowedMemberships: Allowed = {
  'cs_worker in cs_app': 'The worker acts within tenants by the same rights, under the same policies, and claims jobs besides.',
};

export const allowedDefiners: Allowed = {
  'app.enqueue(in_tenant uuid, queue_name text, job_data jsonb, delay_ms integer)': "Adds a job to a queue that cs_app cannot see; refuses any tenant but the transaction's own.",
  'entry.activate_membership(of_session uuid, as_member uuid)': 'Sets the active tenant of a session, only to a membership of its own user.',
  'entry.add_invitation_token(hash bytea, in_tenant uuid, invitation uuid)': 'Keeps the hash of a token; only for an invitation that the transaction itself can see.',
  'entry.add_membership(of_user uuid, in_tenant uuid, as_member uuid)': 'Notes a membership; only for a member that the transaction itself can see.',
  'entry.find_invitation(hash bytea)': 'Ids only, by the hash of 256 random bits.',
  'entry.find_session(session_token text)': "A session by its random token: the signed-in person's own name, address, and what they may.",
  'entry.find_user_by_email(address text)': 'An id only: a failed sign-in is written where its person belongs.',
  'entry.list_memberships(of_user uuid)': 'Ids only.',
  'entry.remove_membership(of_user uuid, in_tenant uuid, as_member uuid)': 'Forgets a membership; only of a member whom the transaction itself can see to be removed.',
  'entry.replace_invitation_token(hash bytea, in_tenant uuid, invitation uuid)': 'Exchanges the token of an invitation that the transaction itself can see.',
};

const whole = 'pg-boss claims jobs from the part that keeps them. No tenant row: the worker may see every job, and enters the tenant of each before it looks at anything.';

export const allowedGrants: Allowed = {
  'cs_worker on pgboss.job_common': whole,
  'cs_worker on pgboss.queue_stats_<day>': 'pg-boss counts its own queues there; numbers per queue, none per tenant.',
};

export const allowedUniqueness: Allowed = {
  'entry.invitation_tokens_pkey': 'A hash of 256 random bits: nobody meets it by chance, and it names nobody.',
  'entry.memberships_pkey': "One row per person and tenant; begins with the person's random id, by which it is asked.",
};

export const allowedIndexes: Allowed = {
  'entry.invitation_tokens_pkey': found,
  'entry.memberships_pkey': "Begins with the person's id, by which it is asked before a tenant is known.",
};

export const allowedExtensions: Allowed = {
  'extension plpgsql': 'The language of our own functions; comes with every database.',
  'language plpgsql': 'The same.',
};

export const allowedReachingOut: Allowed = {
  'pgboss.create_queue': 'Knows a setting of that name for the queue that it makes, and notifies nobody; migrations alone call it.',
};
