import type { Allowed } from './catalogue-faults.js';

// What may break a rule of the catalogue, each with the reason. An entry that is no longer needed fails the test too.

const found = 'It is how a tenant is found before one is entered. No role that signs in has any right on it; the functions of its room hand out ids only.';
const person = 'People are global, kept by the sign-in library. Only cs_identity reads it, a role without any right on a tenant table.';
const queue = "The job queue's own, under its own schema. cs_app may only enqueue, by a function that names the tenant; jobs carry ids only.";

/** Tables that are no tenant's. */
export const globalTables: Allowed = {
  'app.migrations': 'Which migrations ran: about the installation. No role that signs in has any right on it.',
  'entry.api_key_hashes': found,
  'entry.audit_sequencer': 'Which process sequences the audit of the installation, and how far behind it is. It names no tenant; no role that signs in has any right on it.',
  'entry.invitation_tokens': found,
  'entry.memberships': found,
  'entry.webhook_sources': found,
  'identity.account': person,
  'identity.audit_entry': 'Sign-ins of people who belong to no company. Only cs_identity may add to it and read it.',
  'identity.picture': 'Pictures belong to people. Only cs_identity reads it; a company sees the ids of its own members\' pictures, in its own rows.',
  'identity.picture_upload': person,
  'identity.rate_limit': 'Counts tries under hashed keys, before anybody is known.',
  'identity.recovery_code': person,
  'identity.second_factor': person,
  'identity.session': person,
  'identity.session_use': person,
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
  'app.add_audit_checkpoint(in_tenant uuid, of_term bigint, of_size bigint, of_root bytea, of_time timestamp with time zone, of_horizon xid8, of_note text, first_key bytea, hands_over boolean)': "Adds a checkpoint over the transaction's own tenant's log, only over all that is below its horizon. For the sequencer.",
  'app.announce_audit_key(in_tenant uuid, new_key bytea, by_entry uuid)': "Notes the next public key of the transaction's own tenant's log, in whose transaction the entry that announces it is written. For the worker.",
  'app.append_audit(in_tenant uuid, of_term bigint, from_size bigint, to_size bigint, to_xid xid8, to_entry uuid, new_frontier bytea, node_levels smallint[], node_positions bigint[], node_hashes bytea[])': "Appends the next entries of the transaction's own tenant to its log, read from the entries themselves in their order. For the sequencer.",
  'app.enqueue(in_tenant uuid, queue_name text, job_data jsonb, delay_ms integer)': "Adds a job to a queue that cs_app cannot see; refuses any tenant but the transaction's own.",
  'entry.activate_membership(of_session uuid, as_member uuid)': 'Sets the active tenant of a session, only to a membership of its own user.',
  'entry.add_api_key_hash(hash bytea, in_tenant uuid, of_api_key uuid)': 'Keeps the hash of an API key; only for a key that the transaction itself can see.',
  'entry.add_invitation_token(hash bytea, in_tenant uuid, invitation uuid)': 'Keeps the hash of a token; only for an invitation that the transaction itself can see.',
  'entry.add_membership(of_user uuid, in_tenant uuid, as_member uuid)': 'Notes a membership; only for a member that the transaction itself can see.',
  'entry.add_webhook_source(source uuid, in_tenant uuid)': 'Notes where a source belongs; only for a source that the transaction itself can see.',
  'entry.announce_upload(of_user uuid, upload uuid, of_type text, of_bytes integer, of_sha256 text, until timestamp with time zone)': 'Notes that bytes may come, of one user, who is a member of the company that was entered.',
  'entry.check_sessions(of_sessions uuid[])': 'Ids only: whether sessions that streams are open for still hold, and where they act.',
  'entry.confirm_second_factor(of_user uuid, of_session uuid, of_secret bytea, step bigint, recovery_hashes bytea[], at timestamp with time zone)': "Makes a user's own second factor count; they are a member of the company that was entered.",
  'entry.end_other_sessions(of_user uuid, kept uuid)': 'Ends sessions of one user, who is a member of the company that was entered; ids only.',
  'entry.end_session(of_user uuid, of_session uuid)': 'Ends a session of one user, who is a member of the company that was entered; an id only.',
  'entry.find_api_key(hash bytea)': "A key by the hash of 256 random bits: its owner's name, address, and what it may.",
  'entry.find_changed_tenants(tenants uuid[], after_xids xid8[], after_ids uuid[])': 'Ids only, of those that are named: who has new audit entries. What they say is read in a transaction of the company.',
  'entry.find_invitation(hash bytea)': 'Ids only, by the hash of 256 random bits.',
  'entry.find_membership(of_user uuid, as_member uuid)': 'An id only, of a company that the user is a member of.',
  'entry.find_profile(of_user uuid)': 'A name and a picture id, to be copied into rows of the companies that the person belongs to.',
  'entry.find_second_factor(of_user uuid)': "A user's own secret, sealed by a key that the database does not have; they are a member of the company that was entered.",
  'entry.find_session(session_token text)': "A session by its random token: the signed-in person's own name, address, and what they may.",
  'entry.find_sequencer()': 'Two numbers: when the audit was sequenced last, and how far behind it was. Of the installation, not of a tenant.',
  'entry.find_user_by_email(address text)': 'An id only: a failed sign-in is written where its person belongs.',
  'entry.forget_tries()': 'Forgets counts of tries that refuse nobody any more; they belong to no company. For the worker.',
  'entry.forget_file(of_file uuid, was_upload boolean)': 'Forgets an upload, or a picture that nobody shows, whose bytes are gone. For the worker.',
  'entry.find_webhook_source(source uuid)': 'An id only, by the random id of a source: what was sent there is verified within its company before anything is kept.',
  'entry.hold_sequencer(of_holder uuid, lease_ms integer, of_lag_ms integer)': 'Keeps the place of the one sequencer for whoever holds it, or gives it where nobody does. It names no tenant. For the worker.',
  'entry.list_companies(of_session uuid)': "Ids and names of the companies that the session's own person is a member of: each is entered for its name.",
  'entry.list_memberships(of_user uuid)': 'Ids only.',
  'entry.list_second_factors(after_user uuid, at_most integer)': "People's own secrets, sealed by a key that the database does not have: for the worker, which seals them anew when that key changes.",
  'entry.list_tenants(after_tenant uuid, at_most integer)': 'Ids only, of all companies: for the worker, which enters each before it looks at anything of it.',
  'entry.list_unsequenced(checkpoint_every_ms integer, heartbeat_ms integer)': 'Ids and ages only, of companies with audit entries that are in no log yet: each is entered for its look. For the sequencer.',
  'entry.list_unused_files(for_seconds integer)': 'Ids only, of what nobody shows: for the worker that removes the bytes.',
  'entry.prove_second_factor(of_user uuid, of_session uuid, of_secret bytea, step bigint, recovery_hash bytea, at timestamp with time zone)': "Uses up a code for one of a user's own sessions; they are a member of the company that was entered.",
  'entry.release_sequencer(of_holder uuid)': 'Gives the place of the one sequencer back; only whoever holds it can. For the worker.',
  'entry.reseal_second_factor(of_user uuid, before bytea, after bytea)': "Writes a user's own secret sealed anew, only where it is still the one that was read. For the worker.",
  'entry.remove_membership(of_user uuid, in_tenant uuid, as_member uuid)': 'Forgets a membership; only of a member whom the transaction itself can see to be removed.',
  'entry.remove_second_factor(of_user uuid)': "Removes a user's own second factor; they are a member of the company that was entered.",
  'entry.replace_invitation_token(hash bytea, in_tenant uuid, invitation uuid)': 'Exchanges the token of an invitation that the transaction itself can see.',
  'entry.replace_recovery_codes(of_user uuid, recovery_hashes bytea[])': "Replaces the hashes of a user's own recovery codes; they are a member of the company that was entered.",
  'entry.rename_user(of_user uuid, new_name text)': 'Writes the name of one user, who is a member of the company that was entered.',
  'entry.start_second_factor(of_user uuid, sealed bytea)': "Keeps a new secret of a user's own until it is confirmed; they are a member of the company that was entered.",
  'entry.show_picture(of_user uuid, of_picture uuid, new_colour text)': "Makes one of a user's own pictures the one that is shown; they are a member of the company that was entered.",
};

const whole = 'pg-boss claims jobs from the part that keeps them. No tenant row: the worker may see every job, and enters the tenant of each before it looks at anything.';

export const allowedGrants: Allowed = {
  'cs_worker on pgboss.job_common': whole,
  'cs_worker on pgboss.queue_stats_<day>': 'pg-boss counts its own queues there; numbers per queue, none per tenant.',
};

export const allowedUniqueness: Allowed = {
  'entry.api_key_hashes_pkey': 'A hash of 256 random bits: nobody meets it by chance, and it names nobody.',
  'entry.invitation_tokens_pkey': 'A hash of 256 random bits: nobody meets it by chance, and it names nobody.',
  'entry.memberships_pkey': "One row per person and tenant; begins with the person's random id, by which it is asked.",
  'entry.webhook_sources_pkey': 'A random id of 122 bits that we make: nobody meets it by chance, and it names nobody.',
};

export const allowedIndexes: Allowed = {
  'entry.api_key_hashes_pkey': found,
  'entry.invitation_tokens_pkey': found,
  'entry.memberships_pkey': "Begins with the person's id, by which it is asked before a tenant is known.",
  'entry.webhook_sources_pkey': found,
};

export const allowedExtensions: Allowed = {
  'extension plpgsql': 'The language of our own functions; comes with every database.',
  'language plpgsql': 'The same.',
};

export const allowedReachingOut: Allowed = {
  'pgboss.create_queue': 'Knows a setting of that name for the queue that it makes, and notifies nobody; migrations call it, and the job queue for its own clock.',
};
