-- Written by "npm run schema:write" from the catalogue of a migrated database; a test compares it. Not for running.

-- Roles
role cs_app: login noinherit
role cs_identity: login noinherit
role cs_ops: login noinherit
role cs_owner: nologin noinherit
role cs_worker: login inherit in cs_app

-- Tables and columns
app.api_key_uses (owner cs_owner, row security forced) . tenant_id uuid not null
app.api_key_uses . api_key_id uuid not null
app.api_key_uses . used_at timestamp with time zone not null
app.api_keys (owner cs_owner, row security forced) . tenant_id uuid not null
app.api_keys . id uuid not null
app.api_keys . member_id uuid not null
app.api_keys . name text not null
app.api_keys . scopes text[] not null
app.api_keys . hint text not null
app.api_keys . api_version text not null
app.api_keys . created_at timestamp with time zone not null
app.api_keys . expires_at timestamp with time zone not null
app.api_keys . revoked_at timestamp with time zone
app.api_keys . revoked_by uuid
app.asks (owner cs_owner, row security forced) . tenant_id uuid not null
app.asks . effect_id uuid not null
app.asks . member_id uuid not null
app.asks . request_id uuid not null
app.asks . because text not null
app.asks . counts boolean not null
app.asks . asked_at timestamp with time zone not null
app.attachments (owner cs_owner, row security forced) . tenant_id uuid not null
app.attachments . id uuid not null
app.attachments . uploaded_by uuid not null
app.attachments . name text not null
app.attachments . media_type text not null
app.attachments . bytes integer not null
app.attachments . sha256 text not null
app.attachments . announced_at timestamp with time zone not null
app.attachments . checked_at timestamp with time zone
app.attachments . discarded_at timestamp with time zone
app.audit_checkpoints (owner cs_owner, row security forced) . tenant_id uuid not null
app.audit_checkpoints . number bigint not null
app.audit_checkpoints . size bigint not null
app.audit_checkpoints . root bytea not null
app.audit_checkpoints . at timestamp with time zone not null
app.audit_checkpoints . note text not null
app.audit_entries (owner cs_owner, row security forced) . tenant_id uuid not null
app.audit_entries . id uuid not null
app.audit_entries . xid xid8 not null default pg_current_xact_id()
app.audit_entries . at timestamp with time zone not null default clock_timestamp()
app.audit_entries . canonical bytea not null
app.audit_entries . leaf bytea not null generated as sha256(('\x00'::bytea || canonical))
app.audit_entries . action text not null generated as app.read_canonical(canonical, '{action}'::text[])
app.audit_entries . subject_id text not null generated as app.read_canonical(canonical, '{subject,id}'::text[])
app.audit_entries . actor_id text generated as app.read_canonical(canonical, '{actor,memberId}'::text[])
app.audit_entries . channel text generated as app.read_canonical(canonical, '{channel}'::text[])
app.audit_keys (owner cs_owner, row security forced) . tenant_id uuid not null
app.audit_keys . number integer not null
app.audit_keys . public_key bytea not null
app.audit_keys . entry_id uuid
app.audit_keys . handover bigint
app.audit_leaves (owner cs_owner, row security forced) . tenant_id uuid not null
app.audit_leaves . seq bigint not null
app.audit_leaves . entry_id uuid not null
app.audit_leaves . leaf bytea not null
app.audit_logs (owner cs_owner, row security forced) . tenant_id uuid not null
app.audit_logs . size bigint not null
app.audit_logs . frontier bytea not null
app.audit_logs . xid xid8 not null
app.audit_logs . entry_id uuid not null
app.audit_logs . term bigint not null
app.audit_logs . epoch bigint not null
app.audit_logs . checkpoints bigint not null
app.audit_logs . checkpoint_size bigint not null
app.audit_logs . checkpoint_at timestamp with time zone
app.audit_logs . horizon xid8 not null
app.audit_nodes (owner cs_owner, row security forced) . tenant_id uuid not null
app.audit_nodes . level smallint not null
app.audit_nodes . position bigint not null
app.audit_nodes . hash bytea not null
app.audit_streams (owner cs_owner, row security forced) . tenant_id uuid not null
app.audit_streams . id uuid not null
app.audit_streams . endpoint_id uuid not null
app.audit_streams . state text not null
app.audit_streams . from_index bigint not null
app.audit_streams . next_index bigint not null
app.audit_streams . batch_size integer
app.audit_streams . batch_at timestamp with time zone
app.audit_streams . batch_checkpoint text
app.audit_streams . attempts integer not null default 0
app.audit_streams . next_attempt_at timestamp with time zone
app.audit_streams . status integer
app.audit_streams . problem text
app.audit_streams . arrived_at timestamp with time zone
app.audit_streams . held_until timestamp with time zone
app.audit_streams . awake boolean not null
app.audit_streams . started_by uuid not null
app.audit_streams . started_at timestamp with time zone not null
app.audit_streams . start_entry_id uuid not null
app.audit_streams . ended_at timestamp with time zone
app.authority_limits (owner cs_owner, row security forced) . tenant_id uuid not null
app.authority_limits . id uuid not null
app.authority_limits . role_id uuid
app.authority_limits . member_id uuid
app.authority_limits . request_type_id uuid
app.authority_limits . amount numeric not null
app.authority_limits . currency text not null
app.calendars (owner cs_owner, row security forced) . tenant_id uuid not null
app.calendars . id uuid not null
app.calendars . name text not null
app.calendars . time_zone text not null
app.calendars . week jsonb not null
app.calendars . holidays jsonb not null
app.calendars . is_default boolean not null
app.calendars . changed_at timestamp with time zone not null
app.connection_gates (owner cs_owner, row security forced) . tenant_id uuid not null
app.connection_gates . connection_id uuid not null
app.connection_gates . failures integer not null default 0
app.connection_gates . closed_until timestamp with time zone
app.connection_gates . next_call_at timestamp with time zone not null default now()
app.connection_grants (owner cs_owner, row security forced) . tenant_id uuid not null
app.connection_grants . id uuid not null
app.connection_grants . connection_id uuid not null
app.connection_grants . state_hash bytea not null
app.connection_grants . session_id uuid not null
app.connection_grants . sealed_verifier bytea
app.connection_grants . sealed_code bytea
app.connection_grants . binding_digest text not null
app.connection_grants . asked_by uuid not null
app.connection_grants . asked_at timestamp with time zone not null
app.connection_grants . expires_at timestamp with time zone not null
app.connection_grants . cause_id uuid not null
app.connection_grants . stage text not null default 'asked'::text
app.connection_grants . problem text
app.connection_grants . ended_at timestamp with time zone
app.connection_tests (owner cs_owner, row security forced) . tenant_id uuid not null
app.connection_tests . id uuid not null
app.connection_tests . connection_id uuid not null
app.connection_tests . path text not null
app.connection_tests . asked_by uuid not null
app.connection_tests . asked_at timestamp with time zone not null
app.connection_tests . cause_id uuid not null
app.connection_tests . stage text
app.connection_tests . started_at timestamp with time zone
app.connection_tests . duration_ms integer
app.connection_tests . status integer
app.connection_tests . problem text
app.connection_tests . request jsonb
app.connection_tests . reply jsonb
app.connection_tests . drift jsonb
app.connection_tests . to_address text
app.connection_tokens (owner cs_owner, row security forced) . tenant_id uuid not null
app.connection_tokens . connection_id uuid not null
app.connection_tokens . sealed_token bytea
app.connection_tokens . expires_at timestamp with time zone
app.connection_tokens . binding_digest text not null
app.connection_tokens . fetching_until timestamp with time zone
app.connection_tokens . sealed_refresh_token bytea
app.connection_tokens . granted_at timestamp with time zone
app.connection_tokens . is_refresh_open boolean not null default false
app.connection_tokens . grant_lost_at timestamp with time zone
app.connection_tokens . grant_lost_because text
app.connection_tokens . grant_told_at timestamp with time zone
app.connection_tokens . generation integer not null default 0
app.connections (owner cs_owner, row security forced) . tenant_id uuid not null
app.connections . id uuid not null
app.connections . name text not null
app.connections . base_url text not null
app.connections . settings jsonb not null
app.connections . sealed_secret bytea
app.connections . binding_digest text not null
app.connections . revision integer not null default 1
app.connections . paused_at timestamp with time zone
app.connections . changed_at timestamp with time zone not null
app.counters (owner cs_owner, row security forced) . tenant_id uuid not null
app.counters . name text not null
app.counters . value bigint not null
app.data_keys (owner cs_owner, row security forced) . tenant_id uuid not null
app.data_keys . number integer not null
app.data_keys . wrapped bytea not null
app.data_keys . master_key_id text not null
app.data_keys . created_at timestamp with time zone not null
app.data_keys . retired_at timestamp with time zone
app.decision_records (owner cs_owner, row security forced) . tenant_id uuid not null
app.decision_records . decision_id uuid not null
app.decision_records . record_id uuid not null
app.decisions (owner cs_owner, row security forced) . tenant_id uuid not null
app.decisions . id uuid not null
app.decisions . task_id uuid not null
app.decisions . request_id uuid not null
app.decisions . member_id uuid not null
app.decisions . verdict text not null
app.decisions . reason text
app.decisions . revision integer not null
app.decisions . revision_digest text not null
app.decisions . consequences_digest text not null
app.decisions . decided_at timestamp with time zone not null
app.decisions . on_behalf_of uuid
app.decisions . revoked_at timestamp with time zone
app.delegation_request_types (owner cs_owner, row security forced) . tenant_id uuid not null
app.delegation_request_types . delegation_id uuid not null
app.delegation_request_types . request_type_id uuid not null
app.delegations (owner cs_owner, row security forced) . tenant_id uuid not null
app.delegations . id uuid not null
app.delegations . principal_id uuid not null
app.delegations . delegate_id uuid not null
app.delegations . starts_at timestamp with time zone not null
app.delegations . ends_at timestamp with time zone not null
app.delegations . is_narrowed boolean not null
app.delegations . limit_amount numeric
app.delegations . limit_currency text
app.delegations . reason text
app.delegations . made_by uuid not null
app.delegations . made_at timestamp with time zone not null
app.delegations . ended_at timestamp with time zone
app.delegations . ended_by uuid
app.delivery_attempts (owner cs_owner, row security forced) . tenant_id uuid not null
app.delivery_attempts . delivery_id uuid not null
app.delivery_attempts . number integer not null
app.delivery_attempts . started_at timestamp with time zone not null
app.delivery_attempts . duration_ms integer not null
app.delivery_attempts . status integer
app.delivery_attempts . problem text
app.effect_attempts (owner cs_owner, row security forced) . tenant_id uuid not null
app.effect_attempts . effect_id uuid not null
app.effect_attempts . number integer not null
app.effect_attempts . started_at timestamp with time zone not null
app.effect_attempts . duration_ms integer not null
app.effect_attempts . asked text not null
app.effect_attempts . status integer
app.effect_attempts . problem text
app.effect_attempts . request jsonb not null
app.effect_attempts . reply jsonb
app.effect_attempts . drift jsonb
app.effect_repairs (owner cs_owner, row security forced) . tenant_id uuid not null
app.effect_repairs . id uuid not null
app.effect_repairs . how text not null
app.effect_repairs . reason text not null
app.effect_repairs . of_state text not null
app.effect_repairs . connection_id uuid
app.effect_repairs . until timestamp with time zone not null
app.effect_repairs . state text not null
app.effect_repairs . started_by uuid not null
app.effect_repairs . started_at timestamp with time zone not null
app.effect_repairs . start_entry_id uuid not null
app.effect_repairs . ended_at timestamp with time zone
app.effect_repairs . undoes boolean not null default false
app.effects (owner cs_owner, row security forced) . tenant_id uuid not null
app.effects . id uuid not null
app.effects . run_id uuid not null
app.effects . request_id uuid not null
app.effects . step_id text not null
app.effects . step_name text not null
app.effects . kind text not null
app.effects . endpoint_id uuid
app.effects . event text not null
app.effects . payload text not null
app.effects . payload_digest text not null
app.effects . revision_digest text not null
app.effects . state text not null
app.effects . lease_until timestamp with time zone
app.effects . attempts integer not null default 0
app.effects . next_attempt_at timestamp with time zone
app.effects . last_problem text
app.effects . wanted_at timestamp with time zone not null
app.effects . ended_at timestamp with time zone
app.effects . cause_id uuid not null
app.effects . undoes_id uuid
app.effects . after_id uuid
app.effects . resolved_by uuid
app.effects . resolution text
app.effects . connection_id uuid
app.effects . binding_digest text
app.effects . in_doubt boolean not null default false
app.effects . attempts_before integer not null default 0
app.effects . seen_records jsonb
app.effects . accepted_records jsonb
app.effects . waits_for_previous boolean not null default false
app.effects . on_failure text not null default 'park'::text
app.effects . record_set_id uuid
app.effects . record_pointer text
app.facts (owner cs_owner, row security forced) . tenant_id uuid not null
app.facts . run_id uuid not null
app.facts . seq integer not null
app.facts . at timestamp with time zone not null
app.facts . fact jsonb not null
app.group_members (owner cs_owner, row security forced) . tenant_id uuid not null
app.group_members . group_id uuid not null
app.group_members . member_id uuid not null
app.groups (owner cs_owner, row security forced) . tenant_id uuid not null
app.groups . id uuid not null
app.groups . name text not null
app.groups . created_at timestamp with time zone not null default now()
app.idempotency_keys (owner cs_owner, row security forced) . tenant_id uuid not null
app.idempotency_keys . actor_id uuid not null
app.idempotency_keys . operation text not null
app.idempotency_keys . key text not null
app.idempotency_keys . body_digest text not null
app.idempotency_keys . reply text
app.idempotency_keys . receipt text
app.idempotency_keys . created_at timestamp with time zone not null default now()
app.inbound_messages (owner cs_owner, row security forced) . tenant_id uuid not null
app.inbound_messages . id uuid not null
app.inbound_messages . source_id uuid not null
app.inbound_messages . message_id text not null
app.inbound_messages . received_at timestamp with time zone not null
app.inbound_messages . body text not null
app.inbound_messages . type text
app.inbound_messages . state text not null default 'received'::text
app.inbound_messages . attempts integer not null default 0
app.inbound_messages . problem text
app.inbound_messages . next_attempt_at timestamp with time zone
app.inbound_messages . ended_at timestamp with time zone
app.inbound_messages . request_id uuid
app.inbound_messages . cause_id uuid not null
app.inbound_messages . secret_made_at timestamp with time zone
app.inbound_messages . effect_id uuid
app.invitations (owner cs_owner, row security forced) . tenant_id uuid not null
app.invitations . id uuid not null
app.invitations . email text not null
app.invitations . role_ids uuid[] not null
app.invitations . unit text
app.invitations . invited_by uuid not null
app.invitations . expires_at timestamp with time zone not null
app.invitations . accepted_at timestamp with time zone
app.invitations . accepted_by uuid
app.invitations . created_at timestamp with time zone not null default now()
app.invitations . withdrawn_at timestamp with time zone
app.kept_records (owner cs_owner, row security forced) . tenant_id uuid not null
app.kept_records . record_set_id uuid not null
app.kept_records . outside_id text not null
app.kept_records . version text not null
app.kept_records . version_rank numeric not null
app.kept_records . state text not null
app.kept_records . state_rank smallint not null
app.kept_records . digest text not null
app.kept_records . title text
app.kept_records . natural_key text
app.kept_records . fields jsonb not null
app.kept_records . problem text
app.kept_records . seen_at timestamp with time zone not null
app.kept_records . seen_reading_id uuid
app.kept_records . changed_at timestamp with time zone not null
app.kept_records . twin_of text
app.member_roles (owner cs_owner, row security forced) . tenant_id uuid not null
app.member_roles . member_id uuid not null
app.member_roles . role_id uuid not null
app.members (owner cs_owner, row security forced) . tenant_id uuid not null
app.members . id uuid not null
app.members . user_id uuid not null
app.members . name text not null
app.members . email text not null
app.members . unit text
app.members . joined_at timestamp with time zone not null default now()
app.members . deactivated_at timestamp with time zone
app.members . picture_id uuid
app.members . picture_colour text
app.members . manager_id uuid
app.members . expires_at timestamp with time zone
app.migrated_runs (owner cs_owner, row security forced) . tenant_id uuid not null
app.migrated_runs . migration_id uuid not null
app.migrated_runs . run_id uuid not null
app.migrated_runs . request_id uuid not null
app.migrated_runs . verdict text not null
app.migrated_runs . foreseen jsonb not null
app.migrated_runs . foreseen_digest text not null
app.migrated_runs . outcome text not null
app.migrated_runs . outcome_at timestamp with time zone
app.migrations (owner cs_owner) . id integer not null default nextval('app.migrations_id_seq'::regclass)
app.migrations . timestamp bigint not null
app.migrations . name character varying not null
app.note_mentions (owner cs_owner, row security forced) . tenant_id uuid not null
app.note_mentions . note_id uuid not null
app.note_mentions . member_id uuid not null
app.notes (owner cs_owner, row security forced) . tenant_id uuid not null
app.notes . id uuid not null
app.notes . request_id uuid not null
app.notes . author_id uuid not null
app.notes . text text not null
app.notes . written_at timestamp with time zone not null
app.notes . edited_at timestamp with time zone
app.notes . removed_at timestamp with time zone
app.notifications (owner cs_owner, row security forced) . tenant_id uuid not null
app.notifications . member_id uuid not null
app.notifications . entry_id uuid not null
app.notifications . request_id uuid not null
app.notifications . kind text not null
app.notifications . because text not null
app.notifications . request_status text not null
app.notifications . by_member_id uuid
app.notifications . at timestamp with time zone not null
app.notifications . read_at timestamp with time zone
app.notifications . endpoint_id uuid
app.notifications . effect_id uuid
app.notifications . connection_id uuid
app.outside_records (owner cs_owner, row security forced) . tenant_id uuid not null
app.outside_records . id uuid not null
app.outside_records . request_id uuid not null
app.outside_records . task_id uuid not null
app.outside_records . step_id text not null
app.outside_records . connection_id uuid not null
app.outside_records . path text not null
app.outside_records . fields jsonb not null
app.outside_records . state text not null
app.outside_records . content jsonb
app.outside_records . fingerprint text
app.outside_records . binding_digest text
app.outside_records . problem text
app.outside_records . attempts integer not null default 0
app.outside_records . wanted_at timestamp with time zone not null
app.outside_records . read_at timestamp with time zone
app.record_findings (owner cs_owner, row security forced) . tenant_id uuid not null
app.record_findings . id uuid not null
app.record_findings . reading_id uuid not null
app.record_findings . record_set_id uuid not null
app.record_findings . kind text not null
app.record_findings . outside_id text not null
app.record_findings . title text
app.record_findings . kept_digest text
app.record_findings . said jsonb
app.record_findings . twins jsonb
app.record_findings . differences jsonb not null
app.record_findings . state text not null
app.record_findings . repair_id uuid
app.record_findings . settled_at timestamp with time zone
app.record_findings . kept_version text
app.record_findings . kept_rank numeric
app.record_readings (owner cs_owner, row security forced) . tenant_id uuid not null
app.record_readings . id uuid not null
app.record_readings . record_set_id uuid not null
app.record_readings . set_revision integer not null
app.record_readings . purpose text not null
app.record_readings . state text not null
app.record_readings . next_path text
app.record_readings . pages integer not null default 0
app.record_readings . seen integer not null default 0
app.record_readings . added integer not null default 0
app.record_readings . changed integer not null default 0
app.record_readings . unchanged integer not null default 0
app.record_readings . unreadable integer not null default 0
app.record_readings . not_seen integer
app.record_readings . attempts integer not null default 0
app.record_readings . problem text
app.record_readings . started_by uuid
app.record_readings . started_at timestamp with time zone not null
app.record_readings . start_entry_id uuid not null
app.record_readings . ended_at timestamp with time zone
app.record_readings . marked_path text
app.record_repairs (owner cs_owner, row security forced) . tenant_id uuid not null
app.record_repairs . id uuid not null
app.record_repairs . reading_id uuid not null
app.record_repairs . kind text not null
app.record_repairs . how text not null
app.record_repairs . counts_id text
app.record_repairs . reason text not null
app.record_repairs . state text not null
app.record_repairs . started_by uuid not null
app.record_repairs . started_at timestamp with time zone not null
app.record_repairs . start_entry_id uuid not null
app.record_repairs . ended_at timestamp with time zone
app.record_sets (owner cs_owner, row security forced) . tenant_id uuid not null
app.record_sets . id uuid not null
app.record_sets . name text not null
app.record_sets . connection_id uuid not null
app.record_sets . settings jsonb not null
app.record_sets . next_reading_at timestamp with time zone
app.record_sets . revision integer not null
app.record_sets . changed_at timestamp with time zone not null
app.record_versions (owner cs_owner, row security forced) . tenant_id uuid not null
app.record_versions . record_set_id uuid not null
app.record_versions . outside_id text not null
app.record_versions . id uuid not null
app.record_versions . version text not null
app.record_versions . state text not null
app.record_versions . title text
app.record_versions . natural_key text
app.record_versions . fields jsonb not null
app.record_versions . problem text
app.record_versions . via text not null
app.record_versions . via_id uuid not null
app.record_versions . at timestamp with time zone not null
app.repaired_effects (owner cs_owner, row security forced) . tenant_id uuid not null
app.repaired_effects . repair_id uuid not null
app.repaired_effects . effect_id uuid not null
app.repaired_effects . outcome text not null
app.replayed_deliveries (owner cs_owner, row security forced) . tenant_id uuid not null
app.replayed_deliveries . replay_id uuid not null
app.replayed_deliveries . position integer not null
app.replayed_deliveries . delivery_id uuid not null
app.replayed_deliveries . outcome text not null
app.replayed_deliveries . outcome_at timestamp with time zone
app.request_links (owner cs_owner, row security forced) . tenant_id uuid not null
app.request_links . request_id uuid not null
app.request_links . related_request_id uuid not null
app.request_records (owner cs_owner, row security forced) . tenant_id uuid not null
app.request_records . id uuid not null
app.request_records . request_id uuid not null
app.request_records . record_set_id uuid not null
app.request_records . outside_id text
app.request_records . revision integer
app.request_records . field text
app.request_records . version text
app.request_records . effect_id uuid
app.request_records . problem text
app.request_records . linked_at timestamp with time zone not null
app.request_type_versions (owner cs_owner, row security forced) . tenant_id uuid not null
app.request_type_versions . request_type_id uuid not null
app.request_type_versions . version integer not null
app.request_type_versions . form json not null
app.request_type_versions . title_field text not null
app.request_type_versions . amount_field text
app.request_type_versions . immaterial_fields text[] not null
app.request_type_versions . workflow_id uuid not null
app.request_type_versions . created_at timestamp with time zone not null default now()
app.request_type_versions . tolerances jsonb not null default '{}'::jsonb
app.request_types (owner cs_owner, row security forced) . tenant_id uuid not null
app.request_types . id uuid not null
app.request_types . name text not null
app.request_types . description text not null
app.request_types . created_at timestamp with time zone not null default now()
app.request_watchers (owner cs_owner, row security forced) . tenant_id uuid not null
app.request_watchers . request_id uuid not null
app.request_watchers . member_id uuid not null
app.request_watchers . watching boolean not null
app.request_watchers . changed_at timestamp with time zone not null
app.request_words (owner cs_owner, row security forced) . tenant_id uuid not null
app.request_words . number bigint not null
app.request_words . word text not null
app.request_words . lasting boolean not null
app.requests (owner cs_owner, row security forced) . tenant_id uuid not null
app.requests . id uuid not null
app.requests . number bigint not null
app.requests . request_type_id uuid not null
app.requests . request_type_version integer not null
app.requests . requester_id uuid not null
app.requests . title text not null
app.requests . amount numeric
app.requests . currency text
app.requests . status text not null
app.requests . revision integer not null
app.requests . created_at timestamp with time zone not null
app.requests . updated_at timestamp with time zone not null
app.revision_attachments (owner cs_owner, row security forced) . tenant_id uuid not null
app.revision_attachments . request_id uuid not null
app.revision_attachments . revision integer not null
app.revision_attachments . attachment_id uuid not null
app.revision_attachments . position integer not null
app.revisions (owner cs_owner, row security forced) . tenant_id uuid not null
app.revisions . request_id uuid not null
app.revisions . revision integer not null
app.revisions . content jsonb not null
app.revisions . revision_digest text not null
app.revisions . material_digest text not null
app.revisions . created_by uuid not null
app.revisions . created_at timestamp with time zone not null
app.roles (owner cs_owner, row security forced) . tenant_id uuid not null
app.roles . id uuid not null
app.roles . name text not null
app.roles . permissions text[] not null
app.roles . created_at timestamp with time zone not null default now()
app.run_migrations (owner cs_owner, row security forced) . tenant_id uuid not null
app.run_migrations . id uuid not null
app.run_migrations . workflow_id uuid not null
app.run_migrations . from_version integer not null
app.run_migrations . to_version integer not null
app.run_migrations . state text not null
app.run_migrations . planned_by uuid not null
app.run_migrations . planned_at timestamp with time zone not null
app.run_migrations . planned_through uuid
app.run_migrations . plan_digest text not null
app.run_migrations . started_by uuid
app.run_migrations . started_at timestamp with time zone
app.run_migrations . reason text
app.run_migrations . start_entry_id uuid
app.run_migrations . ended_at timestamp with time zone
app.runs (owner cs_owner, row security forced) . tenant_id uuid not null
app.runs . id uuid not null
app.runs . request_id uuid not null
app.runs . workflow_id uuid not null
app.runs . workflow_version integer not null
app.runs . state jsonb not null
app.runs . fact_count integer not null
app.said_records (owner cs_owner, row security forced) . tenant_id uuid not null
app.said_records . reading_id uuid not null
app.said_records . outside_id text not null
app.said_records . natural_key text
app.task_candidates (owner cs_owner, row security forced) . tenant_id uuid not null
app.task_candidates . task_id uuid not null
app.task_candidates . member_id uuid not null
app.task_candidates . request_id uuid not null
app.task_candidates . included boolean not null
app.task_candidates . because text not null
app.task_candidates . waiting boolean not null
app.task_candidates . asked_by uuid
app.tasks (owner cs_owner, row security forced) . tenant_id uuid not null
app.tasks . id uuid not null
app.tasks . run_id uuid not null
app.tasks . request_id uuid not null
app.tasks . number integer not null
app.tasks . step_id text not null
app.tasks . step_name text not null
app.tasks . status text not null
app.tasks . quorum integer not null
app.tasks . opened_at timestamp with time zone not null
app.tasks . closed_at timestamp with time zone
app.tasks . due_at timestamp with time zone
app.tenants (owner cs_owner, row security forced) . tenant_id uuid not null
app.tenants . name text not null
app.tenants . created_at timestamp with time zone not null default now()
app.timers (owner cs_owner, row security forced) . tenant_id uuid not null
app.timers . id uuid not null
app.timers . request_id uuid not null
app.timers . task_id uuid
app.timers . step_id text not null
app.timers . kind text not null
app.timers . at timestamp with time zone not null
app.timers . state text not null default 'waiting'::text
app.timers . ended_at timestamp with time zone
app.usage_events (owner cs_owner, row security forced) . tenant_id uuid not null
app.usage_events . meter text not null
app.usage_events . subject_id uuid not null
app.usage_events . quantity numeric not null
app.usage_events . at timestamp with time zone not null
app.webhook_deliveries (owner cs_owner, row security forced) . tenant_id uuid not null
app.webhook_deliveries . id uuid not null
app.webhook_deliveries . effect_id uuid not null
app.webhook_deliveries . request_id uuid not null
app.webhook_deliveries . endpoint_id uuid not null
app.webhook_deliveries . event text not null
app.webhook_deliveries . state text not null
app.webhook_deliveries . next_attempt_at timestamp with time zone
app.webhook_deliveries . created_at timestamp with time zone not null
app.webhook_deliveries . delivered_at timestamp with time zone
app.webhook_endpoints (owner cs_owner, row security forced) . tenant_id uuid not null
app.webhook_endpoints . id uuid not null
app.webhook_endpoints . name text not null
app.webhook_endpoints . url text not null
app.webhook_endpoints . sealed_secret bytea
app.webhook_endpoints . created_at timestamp with time zone not null default now()
app.webhook_endpoints . state text not null default 'active'::text
app.webhook_endpoints . state_at timestamp with time zone
app.webhook_endpoints . state_because text
app.webhook_endpoints . failing_since timestamp with time zone
app.webhook_endpoints . failed_attempts integer not null default 0
app.webhook_endpoints . api_version text not null default '2026-11-21'::text
app.webhook_replays (owner cs_owner, row security forced) . tenant_id uuid not null
app.webhook_replays . id uuid not null
app.webhook_replays . endpoint_id uuid not null
app.webhook_replays . kind text not null
app.webhook_replays . only_failed boolean not null
app.webhook_replays . since timestamp with time zone
app.webhook_replays . until timestamp with time zone not null
app.webhook_replays . state text not null
app.webhook_replays . started_by uuid not null
app.webhook_replays . started_at timestamp with time zone not null
app.webhook_replays . start_entry_id uuid not null
app.webhook_replays . ended_at timestamp with time zone
app.webhook_secrets (owner cs_owner, row security forced) . tenant_id uuid not null
app.webhook_secrets . id uuid not null
app.webhook_secrets . endpoint_id uuid not null
app.webhook_secrets . sealed_secret bytea not null
app.webhook_secrets . created_at timestamp with time zone not null
app.webhook_secrets . valid_until timestamp with time zone
app.webhook_source_gates (owner cs_owner, row security forced) . tenant_id uuid not null
app.webhook_source_gates . source_id uuid not null
app.webhook_source_gates . next_at timestamp with time zone not null
app.webhook_source_refusals (owner cs_owner, row security forced) . tenant_id uuid not null
app.webhook_source_refusals . source_id uuid not null
app.webhook_source_refusals . reason text not null
app.webhook_source_refusals . last_at timestamp with time zone not null
app.webhook_sources (owner cs_owner, row security forced) . tenant_id uuid not null
app.webhook_sources . id uuid not null
app.webhook_sources . name text not null
app.webhook_sources . settings jsonb not null
app.webhook_sources . requester_id uuid
app.webhook_sources . secrets jsonb not null
app.webhook_sources . revision integer not null default 1
app.webhook_sources . paused_at timestamp with time zone
app.webhook_sources . changed_at timestamp with time zone not null
app.workflow_versions (owner cs_owner, row security forced) . tenant_id uuid not null
app.workflow_versions . workflow_id uuid not null
app.workflow_versions . version integer not null
app.workflow_versions . state text not null
app.workflow_versions . definition jsonb not null
app.workflow_versions . definition_digest text not null
app.workflow_versions . created_at timestamp with time zone not null default now()
app.workflow_versions . published_at timestamp with time zone
app.workflow_versions . published_by uuid
app.workflow_versions . outline jsonb not null
app.workflows (owner cs_owner, row security forced) . tenant_id uuid not null
app.workflows . id uuid not null
app.workflows . name text not null
app.workflows . created_at timestamp with time zone not null default now()
entry.api_key_hashes (owner cs_owner) . key_hash bytea not null
entry.api_key_hashes . tenant_id uuid not null
entry.api_key_hashes . api_key_id uuid not null
entry.audit_sequencer (owner cs_owner) . is_the_one boolean not null
entry.audit_sequencer . holder uuid not null
entry.audit_sequencer . term bigint not null
entry.audit_sequencer . until timestamp with time zone not null
entry.audit_sequencer . looked_at timestamp with time zone not null
entry.audit_sequencer . lag_ms integer not null
entry.invitation_tokens (owner cs_owner) . token_hash bytea not null
entry.invitation_tokens . tenant_id uuid not null
entry.invitation_tokens . invitation_id uuid not null
entry.memberships (owner cs_owner) . user_id uuid not null
entry.memberships . tenant_id uuid not null
entry.memberships . member_id uuid not null
entry.memberships . active_at timestamp with time zone not null default now()
entry.webhook_sources (owner cs_owner) . source_id uuid not null
entry.webhook_sources . tenant_id uuid not null
identity.account (owner cs_owner) . id uuid not null
identity.account . accountId text not null
identity.account . providerId text not null
identity.account . userId uuid not null
identity.account . accessToken text
identity.account . refreshToken text
identity.account . idToken text
identity.account . accessTokenExpiresAt timestamp with time zone
identity.account . refreshTokenExpiresAt timestamp with time zone
identity.account . scope text
identity.account . password text
identity.account . createdAt timestamp with time zone not null default now()
identity.account . updatedAt timestamp with time zone not null default now()
identity.audit_entry (owner cs_owner) . id uuid not null
identity.audit_entry . xid xid8 not null default pg_current_xact_id()
identity.audit_entry . at timestamp with time zone not null default clock_timestamp()
identity.audit_entry . canonical bytea not null
identity.audit_entry . leaf bytea not null generated as sha256(('\x00'::bytea || canonical))
identity.picture (owner cs_owner) . id uuid not null
identity.picture . user_id uuid not null
identity.picture . colour text not null
identity.picture . made_at timestamp with time zone not null default now()
identity.picture_upload (owner cs_owner) . id uuid not null
identity.picture_upload . user_id uuid not null
identity.picture_upload . media_type text not null
identity.picture_upload . bytes integer not null
identity.picture_upload . sha256 text not null
identity.picture_upload . expires_at timestamp with time zone not null
identity.rate_limit (owner cs_owner) . key text not null
identity.rate_limit . drained_at timestamp with time zone not null
identity.recovery_code (owner cs_owner) . user_id uuid not null
identity.recovery_code . code_hash bytea not null
identity.second_factor (owner cs_owner) . user_id uuid not null
identity.second_factor . sealed_secret bytea not null
identity.second_factor . used_step bigint not null default 0
identity.second_factor . confirmed_at timestamp with time zone
identity.second_factor . created_at timestamp with time zone not null default now()
identity.session (owner cs_owner) . id uuid not null
identity.session . token text not null
identity.session . userId uuid not null
identity.session . expiresAt timestamp with time zone not null
identity.session . ipAddress text
identity.session . userAgent text
identity.session . createdAt timestamp with time zone not null default now()
identity.session . updatedAt timestamp with time zone not null default now()
identity.session . active_tenant_id uuid
identity.session . active_member_id uuid
identity.session . stepped_up_at timestamp with time zone
identity.session . stepped_up_by text
identity.session_use (owner cs_owner) . session_id uuid not null
identity.session_use . used_at timestamp with time zone not null
identity.user (owner cs_owner) . id uuid not null
identity.user . name text not null
identity.user . email text not null
identity.user . emailVerified boolean not null default false
identity.user . image text
identity.user . createdAt timestamp with time zone not null default now()
identity.user . updatedAt timestamp with time zone not null default now()
identity.verification (owner cs_owner) . id uuid not null
identity.verification . identifier text not null
identity.verification . value text not null
identity.verification . expiresAt timestamp with time zone not null
identity.verification . createdAt timestamp with time zone not null default now()
identity.verification . updatedAt timestamp with time zone not null default now()

-- Constraints
app.api_key_uses: FOREIGN KEY (tenant_id, api_key_id) REFERENCES app.api_keys(tenant_id, id) ON DELETE RESTRICT
app.api_key_uses: PRIMARY KEY (tenant_id, api_key_id)
app.api_keys: CHECK (((expires_at > created_at) AND (expires_at <= (created_at + '366 days'::interval))))
app.api_keys: CHECK (((revoked_at IS NULL) = (revoked_by IS NULL)))
app.api_keys: CHECK ((cardinality(scopes) > 0))
app.api_keys: FOREIGN KEY (tenant_id, member_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.api_keys: FOREIGN KEY (tenant_id, revoked_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.api_keys: PRIMARY KEY (tenant_id, id)
app.asks: FOREIGN KEY (tenant_id, effect_id) REFERENCES app.effects(tenant_id, id) ON DELETE RESTRICT
app.asks: FOREIGN KEY (tenant_id, member_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.asks: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.asks: PRIMARY KEY (tenant_id, effect_id, member_id)
app.attachments: FOREIGN KEY (tenant_id, uploaded_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.attachments: PRIMARY KEY (tenant_id, id)
app.audit_checkpoints: CHECK ((length(root) = 32))
app.audit_checkpoints: CHECK ((number > 0))
app.audit_checkpoints: CHECK ((size >= 0))
app.audit_checkpoints: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.audit_checkpoints: PRIMARY KEY (tenant_id, number)
app.audit_entries: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.audit_entries: PRIMARY KEY (tenant_id, id)
app.audit_keys: CHECK (((number = 1) = (entry_id IS NULL)))
app.audit_keys: CHECK (((number > 1) OR (handover IS NOT NULL)))
app.audit_keys: CHECK ((length(public_key) = 32))
app.audit_keys: CHECK ((number > 0))
app.audit_keys: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.audit_keys: PRIMARY KEY (tenant_id, number)
app.audit_keys: UNIQUE (tenant_id, public_key)
app.audit_leaves: CHECK ((length(leaf) = 32))
app.audit_leaves: CHECK ((seq >= 0))
app.audit_leaves: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.audit_leaves: PRIMARY KEY (tenant_id, seq)
app.audit_leaves: UNIQUE (tenant_id, entry_id)
app.audit_logs: CHECK (((checkpoint_size >= 0) AND (checkpoint_size <= size)))
app.audit_logs: CHECK (((checkpoints = 0) = (checkpoint_at IS NULL)))
app.audit_logs: CHECK ((length(frontier) = (32 * bit_count((size)::bit(64)))))
app.audit_logs: CHECK ((size >= 0))
app.audit_logs: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.audit_logs: PRIMARY KEY (tenant_id)
app.audit_nodes: CHECK (("position" >= 0))
app.audit_nodes: CHECK (((level > 0) AND (((level)::integer % 8) = 0)))
app.audit_nodes: CHECK ((length(hash) = 32))
app.audit_nodes: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.audit_nodes: PRIMARY KEY (tenant_id, level, "position")
app.audit_streams: CHECK (((batch_size >= 1) AND (batch_size <= 1000)))
app.audit_streams: CHECK (((batch_size IS NOT NULL) OR ((batch_checkpoint IS NULL) AND (attempts = 0) AND (next_attempt_at IS NULL))))
app.audit_streams: CHECK (((batch_size IS NULL) = (batch_at IS NULL)))
app.audit_streams: CHECK (((state = 'running'::text) = (ended_at IS NULL)))
app.audit_streams: CHECK ((attempts >= 0))
app.audit_streams: CHECK ((from_index >= 0))
app.audit_streams: CHECK ((next_index >= from_index))
app.audit_streams: CHECK ((state = ANY (ARRAY['running'::text, 'stopped'::text])))
app.audit_streams: FOREIGN KEY (tenant_id, endpoint_id) REFERENCES app.webhook_endpoints(tenant_id, id) ON DELETE RESTRICT
app.audit_streams: FOREIGN KEY (tenant_id, started_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.audit_streams: PRIMARY KEY (tenant_id, id)
app.authority_limits: CHECK (((role_id IS NULL) <> (member_id IS NULL)))
app.authority_limits: CHECK ((amount >= (0)::numeric))
app.authority_limits: FOREIGN KEY (tenant_id, member_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.authority_limits: FOREIGN KEY (tenant_id, request_type_id) REFERENCES app.request_types(tenant_id, id) ON DELETE RESTRICT
app.authority_limits: FOREIGN KEY (tenant_id, role_id) REFERENCES app.roles(tenant_id, id) ON DELETE RESTRICT
app.authority_limits: PRIMARY KEY (tenant_id, id)
app.authority_limits: UNIQUE NULLS NOT DISTINCT (tenant_id, role_id, member_id, request_type_id, currency)
app.calendars: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.calendars: PRIMARY KEY (tenant_id, id)
app.calendars: UNIQUE (tenant_id, name)
app.connection_gates: FOREIGN KEY (tenant_id, connection_id) REFERENCES app.connections(tenant_id, id) ON DELETE RESTRICT
app.connection_gates: PRIMARY KEY (tenant_id, connection_id)
app.connection_grants: CHECK (((stage = ANY (ARRAY['answered'::text, 'exchanging'::text])) = (sealed_code IS NOT NULL)))
app.connection_grants: CHECK (((stage = ANY (ARRAY['connected'::text, 'refused'::text, 'failed'::text])) = (ended_at IS NOT NULL)))
app.connection_grants: CHECK ((stage = ANY (ARRAY['asked'::text, 'answered'::text, 'exchanging'::text, 'connected'::text, 'refused'::text, 'failed'::text])))
app.connection_grants: FOREIGN KEY (tenant_id, asked_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.connection_grants: FOREIGN KEY (tenant_id, connection_id) REFERENCES app.connections(tenant_id, id) ON DELETE RESTRICT
app.connection_grants: PRIMARY KEY (tenant_id, id)
app.connection_grants: UNIQUE (tenant_id, state_hash)
app.connection_tests: CHECK ((((stage IS NULL) = (started_at IS NULL)) AND ((stage IS NULL) = (duration_ms IS NULL))))
app.connection_tests: CHECK (((NOT (stage IS DISTINCT FROM 'answered'::text)) = (status IS NOT NULL)))
app.connection_tests: CHECK ((stage = ANY (ARRAY['credential'::text, 'refused'::text, 'not_reached'::text, 'unanswered'::text, 'answered'::text])))
app.connection_tests: FOREIGN KEY (tenant_id, asked_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.connection_tests: FOREIGN KEY (tenant_id, connection_id) REFERENCES app.connections(tenant_id, id) ON DELETE RESTRICT
app.connection_tests: PRIMARY KEY (tenant_id, id)
app.connection_tokens: CHECK (((grant_lost_at IS NULL) = (grant_lost_because IS NULL)))
app.connection_tokens: FOREIGN KEY (tenant_id, connection_id) REFERENCES app.connections(tenant_id, id) ON DELETE RESTRICT
app.connection_tokens: PRIMARY KEY (tenant_id, connection_id)
app.connections: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.connections: PRIMARY KEY (tenant_id, id)
app.connections: UNIQUE (tenant_id, name)
app.counters: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.counters: PRIMARY KEY (tenant_id, name)
app.data_keys: CHECK ((number > 0))
app.data_keys: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.data_keys: PRIMARY KEY (tenant_id, number)
app.decision_records: FOREIGN KEY (tenant_id, decision_id) REFERENCES app.decisions(tenant_id, id) ON DELETE RESTRICT
app.decision_records: FOREIGN KEY (tenant_id, record_id) REFERENCES app.outside_records(tenant_id, id) ON DELETE RESTRICT
app.decision_records: PRIMARY KEY (tenant_id, decision_id, record_id)
app.decisions: CHECK ((on_behalf_of <> member_id))
app.decisions: CHECK ((verdict = ANY (ARRAY['approve'::text, 'reject'::text, 'request_changes'::text])))
app.decisions: FOREIGN KEY (tenant_id, member_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.decisions: FOREIGN KEY (tenant_id, on_behalf_of) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.decisions: FOREIGN KEY (tenant_id, request_id, revision) REFERENCES app.revisions(tenant_id, request_id, revision) ON DELETE RESTRICT
app.decisions: FOREIGN KEY (tenant_id, task_id) REFERENCES app.tasks(tenant_id, id) ON DELETE RESTRICT
app.decisions: PRIMARY KEY (tenant_id, id)
app.decisions: UNIQUE (tenant_id, task_id, member_id)
app.delegation_request_types: FOREIGN KEY (tenant_id, delegation_id) REFERENCES app.delegations(tenant_id, id) ON DELETE RESTRICT
app.delegation_request_types: FOREIGN KEY (tenant_id, request_type_id) REFERENCES app.request_types(tenant_id, id) ON DELETE RESTRICT
app.delegation_request_types: PRIMARY KEY (tenant_id, delegation_id, request_type_id)
app.delegations: CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
app.delegations: CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '366 days'::interval))))
app.delegations: CHECK (((limit_amount IS NULL) = (limit_currency IS NULL)))
app.delegations: CHECK ((principal_id <> delegate_id))
app.delegations: FOREIGN KEY (tenant_id, delegate_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.delegations: FOREIGN KEY (tenant_id, ended_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.delegations: FOREIGN KEY (tenant_id, made_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.delegations: FOREIGN KEY (tenant_id, principal_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.delegations: PRIMARY KEY (tenant_id, id)
app.delivery_attempts: FOREIGN KEY (tenant_id, delivery_id) REFERENCES app.webhook_deliveries(tenant_id, id) ON DELETE RESTRICT
app.delivery_attempts: PRIMARY KEY (tenant_id, delivery_id, number)
app.effect_attempts: CHECK ((asked = ANY (ARRAY['call'::text, 'look_up'::text, 'mail'::text, 'notice'::text, 'ask'::text])))
app.effect_attempts: FOREIGN KEY (tenant_id, effect_id) REFERENCES app.effects(tenant_id, id) ON DELETE RESTRICT
app.effect_attempts: PRIMARY KEY (tenant_id, effect_id, number)
app.effect_repairs: CHECK (((NOT undoes) OR (how = 'skip'::text)))
app.effect_repairs: CHECK (((state = 'running'::text) = (ended_at IS NULL)))
app.effect_repairs: CHECK ((how = ANY (ARRAY['retry'::text, 'skip'::text, 'mark_done'::text])))
app.effect_repairs: CHECK ((of_state = ANY (ARRAY['failed'::text, 'unknown'::text, 'parked'::text])))
app.effect_repairs: CHECK ((state = ANY (ARRAY['running'::text, 'stopped'::text, 'done'::text])))
app.effect_repairs: FOREIGN KEY (tenant_id, connection_id) REFERENCES app.connections(tenant_id, id) ON DELETE RESTRICT
app.effect_repairs: FOREIGN KEY (tenant_id, started_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.effect_repairs: PRIMARY KEY (tenant_id, id)
app.effects: CHECK ((((kind = ANY (ARRAY['http'::text, 'mail'::text, 'message'::text])) = (connection_id IS NOT NULL)) AND ((connection_id IS NULL) = (binding_digest IS NULL))))
app.effects: CHECK ((((record_set_id IS NULL) = (record_pointer IS NULL)) AND ((record_set_id IS NULL) OR (kind = 'http'::text))))
app.effects: CHECK ((((resolved_by IS NULL) = (resolution IS NULL)) AND CASE WHEN (state = ANY (ARRAY['resolved'::text, 'skipped'::text])) THEN (resolved_by IS NOT NULL) WHEN (state = ANY (ARRAY['compensating'::text, 'compensated'::text])) THEN true ELSE (resolved_by IS NULL) END))
app.effects: CHECK (((kind = 'webhook'::text) = (endpoint_id IS NOT NULL)))
app.effects: CHECK (((state <> 'asked'::text) OR (kind = 'ask'::text)))
app.effects: CHECK ((kind = ANY (ARRAY['webhook'::text, 'http'::text, 'mail'::text, 'message'::text, 'notice'::text, 'ask'::text, 'person'::text])))
app.effects: CHECK ((on_failure = ANY (ARRAY['park'::text, 'continue'::text, 'compensate'::text])))
app.effects: CHECK ((state = ANY (ARRAY['wanted'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'unknown'::text, 'parked'::text, 'cancelled'::text, 'resolved'::text, 'skipped'::text, 'given_up'::text, 'called_off'::text, 'compensating'::text, 'compensated'::text, 'asked'::text])))
app.effects: FOREIGN KEY (tenant_id, after_id) REFERENCES app.effects(tenant_id, id) ON DELETE RESTRICT
app.effects: FOREIGN KEY (tenant_id, connection_id) REFERENCES app.connections(tenant_id, id) ON DELETE RESTRICT
app.effects: FOREIGN KEY (tenant_id, endpoint_id) REFERENCES app.webhook_endpoints(tenant_id, id) ON DELETE RESTRICT
app.effects: FOREIGN KEY (tenant_id, record_set_id) REFERENCES app.record_sets(tenant_id, id) ON DELETE RESTRICT
app.effects: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.effects: FOREIGN KEY (tenant_id, resolved_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.effects: FOREIGN KEY (tenant_id, run_id) REFERENCES app.runs(tenant_id, id) ON DELETE RESTRICT
app.effects: FOREIGN KEY (tenant_id, undoes_id) REFERENCES app.effects(tenant_id, id) ON DELETE RESTRICT
app.effects: PRIMARY KEY (tenant_id, id)
app.effects: UNIQUE NULLS NOT DISTINCT (tenant_id, run_id, step_id, undoes_id)
app.facts: FOREIGN KEY (tenant_id, run_id) REFERENCES app.runs(tenant_id, id) ON DELETE RESTRICT
app.facts: PRIMARY KEY (tenant_id, run_id, seq)
app.group_members: FOREIGN KEY (tenant_id, group_id) REFERENCES app.groups(tenant_id, id) ON DELETE RESTRICT
app.group_members: FOREIGN KEY (tenant_id, member_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.group_members: PRIMARY KEY (tenant_id, group_id, member_id)
app.groups: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.groups: PRIMARY KEY (tenant_id, id)
app.groups: UNIQUE (tenant_id, name)
app.idempotency_keys: PRIMARY KEY (tenant_id, actor_id, operation, key)
app.inbound_messages: CHECK ((((state = ANY (ARRAY['received'::text, 'kept'::text])) = (ended_at IS NULL)) AND ((state <> 'dead'::text) OR (problem IS NOT NULL))))
app.inbound_messages: CHECK ((state = ANY (ARRAY['received'::text, 'kept'::text, 'done'::text, 'dead'::text])))
app.inbound_messages: FOREIGN KEY (tenant_id, effect_id) REFERENCES app.effects(tenant_id, id) ON DELETE RESTRICT
app.inbound_messages: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.inbound_messages: FOREIGN KEY (tenant_id, source_id) REFERENCES app.webhook_sources(tenant_id, id) ON DELETE RESTRICT
app.inbound_messages: PRIMARY KEY (tenant_id, id)
app.inbound_messages: UNIQUE (tenant_id, source_id, message_id)
app.invitations: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.invitations: FOREIGN KEY (tenant_id, accepted_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.invitations: FOREIGN KEY (tenant_id, invited_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.invitations: PRIMARY KEY (tenant_id, id)
app.kept_records: CHECK (((state = 'quarantined'::text) = (problem IS NOT NULL)))
app.kept_records: CHECK ((state = ANY (ARRAY['current'::text, 'quarantined'::text, 'gone'::text])))
app.kept_records: CHECK ((state_rank = CASE state WHEN 'current'::text THEN 0 WHEN 'quarantined'::text THEN 1 ELSE 2 END))
app.kept_records: FOREIGN KEY (tenant_id, record_set_id) REFERENCES app.record_sets(tenant_id, id) ON DELETE RESTRICT
app.kept_records: PRIMARY KEY (tenant_id, record_set_id, outside_id)
app.member_roles: FOREIGN KEY (tenant_id, member_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.member_roles: FOREIGN KEY (tenant_id, role_id) REFERENCES app.roles(tenant_id, id) ON DELETE RESTRICT
app.member_roles: PRIMARY KEY (tenant_id, member_id, role_id)
app.members: CHECK (((picture_id IS NULL) = (picture_colour IS NULL)))
app.members: CHECK ((manager_id <> id))
app.members: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.members: FOREIGN KEY (tenant_id, manager_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.members: PRIMARY KEY (tenant_id, id)
app.members: UNIQUE (tenant_id, email)
app.members: UNIQUE (tenant_id, user_id)
app.migrated_runs: CHECK (((outcome = ANY (ARRAY['moved'::text, 'changed'::text])) = (outcome_at IS NOT NULL)))
app.migrated_runs: CHECK (((verdict = 'stays'::text) = (outcome = 'stays'::text)))
app.migrated_runs: CHECK ((outcome = ANY (ARRAY['waiting'::text, 'moved'::text, 'changed'::text, 'stays'::text])))
app.migrated_runs: CHECK ((verdict = ANY (ARRAY['unchanged'::text, 'voids'::text, 'ends'::text, 'stays'::text])))
app.migrated_runs: FOREIGN KEY (tenant_id, migration_id) REFERENCES app.run_migrations(tenant_id, id) ON DELETE RESTRICT
app.migrated_runs: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.migrated_runs: FOREIGN KEY (tenant_id, run_id) REFERENCES app.runs(tenant_id, id) ON DELETE RESTRICT
app.migrated_runs: PRIMARY KEY (tenant_id, migration_id, run_id)
app.migrations: PRIMARY KEY (id)
app.note_mentions: FOREIGN KEY (tenant_id, member_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.note_mentions: FOREIGN KEY (tenant_id, note_id) REFERENCES app.notes(tenant_id, id) ON DELETE RESTRICT
app.note_mentions: PRIMARY KEY (tenant_id, note_id, member_id)
app.notes: FOREIGN KEY (tenant_id, author_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.notes: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.notes: PRIMARY KEY (tenant_id, id)
app.notifications: CHECK ((because = ANY (ARRAY['mention'::text, 'watch'::text, 'asked'::text])))
app.notifications: FOREIGN KEY (tenant_id, by_member_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.notifications: FOREIGN KEY (tenant_id, connection_id) REFERENCES app.connections(tenant_id, id) ON DELETE RESTRICT
app.notifications: FOREIGN KEY (tenant_id, effect_id) REFERENCES app.effects(tenant_id, id) ON DELETE RESTRICT
app.notifications: FOREIGN KEY (tenant_id, endpoint_id) REFERENCES app.webhook_endpoints(tenant_id, id) ON DELETE RESTRICT
app.notifications: FOREIGN KEY (tenant_id, member_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.notifications: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.notifications: PRIMARY KEY (tenant_id, member_id, entry_id)
app.outside_records: CHECK ((((state = 'read'::text) = (content IS NOT NULL)) AND ((content IS NULL) = (fingerprint IS NULL)) AND ((content IS NULL) = (read_at IS NULL))))
app.outside_records: CHECK ((state = ANY (ARRAY['wanted'::text, 'read'::text, 'unreadable'::text])))
app.outside_records: FOREIGN KEY (tenant_id, connection_id) REFERENCES app.connections(tenant_id, id) ON DELETE RESTRICT
app.outside_records: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.outside_records: FOREIGN KEY (tenant_id, task_id) REFERENCES app.tasks(tenant_id, id) ON DELETE RESTRICT
app.outside_records: PRIMARY KEY (tenant_id, id)
app.record_findings: CHECK (((kind = 'doubled'::text) = (twins IS NOT NULL)))
app.record_findings: CHECK (((kind = ANY (ARRAY['missing_here'::text, 'different'::text])) = (said IS NOT NULL)))
app.record_findings: CHECK (((state = 'open'::text) = (repair_id IS NULL)))
app.record_findings: CHECK ((kind = ANY (ARRAY['missing_there'::text, 'missing_here'::text, 'doubled'::text, 'different'::text])))
app.record_findings: CHECK ((state = ANY (ARRAY['open'::text, 'waiting'::text, 'repaired'::text, 'changed'::text, 'ignored'::text])))
app.record_findings: FOREIGN KEY (tenant_id, reading_id) REFERENCES app.record_readings(tenant_id, id) ON DELETE RESTRICT
app.record_findings: FOREIGN KEY (tenant_id, record_set_id) REFERENCES app.record_sets(tenant_id, id) ON DELETE RESTRICT
app.record_findings: FOREIGN KEY (tenant_id, repair_id) REFERENCES app.record_repairs(tenant_id, id) ON DELETE RESTRICT
app.record_findings: PRIMARY KEY (tenant_id, id)
app.record_readings: CHECK (((state = 'running'::text) = (ended_at IS NULL)))
app.record_readings: CHECK (((state = 'running'::text) = (next_path IS NOT NULL)))
app.record_readings: CHECK ((purpose = ANY (ARRAY['keep'::text, 'compare'::text])))
app.record_readings: CHECK ((state = ANY (ARRAY['running'::text, 'stopped'::text, 'done'::text, 'failed'::text])))
app.record_readings: FOREIGN KEY (tenant_id, record_set_id) REFERENCES app.record_sets(tenant_id, id) ON DELETE RESTRICT
app.record_readings: FOREIGN KEY (tenant_id, started_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.record_readings: PRIMARY KEY (tenant_id, id)
app.record_repairs: CHECK (((how = 'declare_twin'::text) = (counts_id IS NOT NULL)))
app.record_repairs: CHECK (((state = 'running'::text) = (ended_at IS NULL)))
app.record_repairs: CHECK ((how = ANY (ARRAY['take_theirs'::text, 'mark_gone'::text, 'declare_twin'::text, 'ignore'::text])))
app.record_repairs: CHECK ((kind = ANY (ARRAY['missing_there'::text, 'missing_here'::text, 'doubled'::text, 'different'::text])))
app.record_repairs: CHECK ((state = ANY (ARRAY['running'::text, 'stopped'::text, 'done'::text])))
app.record_repairs: FOREIGN KEY (tenant_id, reading_id) REFERENCES app.record_readings(tenant_id, id) ON DELETE RESTRICT
app.record_repairs: FOREIGN KEY (tenant_id, started_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.record_repairs: PRIMARY KEY (tenant_id, id)
app.record_sets: FOREIGN KEY (tenant_id, connection_id) REFERENCES app.connections(tenant_id, id) ON DELETE RESTRICT
app.record_sets: PRIMARY KEY (tenant_id, id)
app.record_sets: UNIQUE (tenant_id, name)
app.record_versions: CHECK ((state = ANY (ARRAY['current'::text, 'quarantined'::text, 'gone'::text])))
app.record_versions: CHECK ((via = ANY (ARRAY['reading'::text, 'message'::text, 'repair'::text])))
app.record_versions: FOREIGN KEY (tenant_id, record_set_id, outside_id) REFERENCES app.kept_records(tenant_id, record_set_id, outside_id) ON DELETE RESTRICT
app.record_versions: PRIMARY KEY (tenant_id, record_set_id, outside_id, id)
app.repaired_effects: CHECK ((outcome = ANY (ARRAY['waiting'::text, 'repaired'::text, 'changed'::text])))
app.repaired_effects: FOREIGN KEY (tenant_id, effect_id) REFERENCES app.effects(tenant_id, id) ON DELETE RESTRICT
app.repaired_effects: FOREIGN KEY (tenant_id, repair_id) REFERENCES app.effect_repairs(tenant_id, id) ON DELETE RESTRICT
app.repaired_effects: PRIMARY KEY (tenant_id, repair_id, effect_id)
app.replayed_deliveries: CHECK (((outcome = 'waiting'::text) = (outcome_at IS NULL)))
app.replayed_deliveries: CHECK ((outcome = ANY (ARRAY['waiting'::text, 'arrived'::text, 'failed'::text, 'retrying'::text, 'skipped'::text])))
app.replayed_deliveries: FOREIGN KEY (tenant_id, delivery_id) REFERENCES app.webhook_deliveries(tenant_id, id) ON DELETE RESTRICT
app.replayed_deliveries: FOREIGN KEY (tenant_id, replay_id) REFERENCES app.webhook_replays(tenant_id, id) ON DELETE RESTRICT
app.replayed_deliveries: PRIMARY KEY (tenant_id, replay_id, "position")
app.request_links: CHECK ((request_id <> related_request_id))
app.request_links: FOREIGN KEY (tenant_id, related_request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.request_links: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.request_links: PRIMARY KEY (tenant_id, request_id, related_request_id)
app.request_records: CHECK (((effect_id IS NULL) = (revision IS NOT NULL)))
app.request_records: CHECK (((field IS NULL) = (revision IS NULL)))
app.request_records: CHECK (((outside_id IS NULL) = (problem IS NOT NULL)))
app.request_records: CHECK (((problem IS NULL) OR (effect_id IS NOT NULL)))
app.request_records: CHECK (((version IS NULL) = (revision IS NULL)))
app.request_records: FOREIGN KEY (tenant_id, effect_id) REFERENCES app.effects(tenant_id, id) ON DELETE RESTRICT
app.request_records: FOREIGN KEY (tenant_id, record_set_id) REFERENCES app.record_sets(tenant_id, id) ON DELETE RESTRICT
app.request_records: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.request_records: FOREIGN KEY (tenant_id, request_id, revision) REFERENCES app.revisions(tenant_id, request_id, revision) ON DELETE RESTRICT
app.request_records: PRIMARY KEY (tenant_id, id)
app.request_type_versions: FOREIGN KEY (tenant_id, request_type_id) REFERENCES app.request_types(tenant_id, id) ON DELETE RESTRICT
app.request_type_versions: FOREIGN KEY (tenant_id, workflow_id) REFERENCES app.workflows(tenant_id, id) ON DELETE RESTRICT
app.request_type_versions: PRIMARY KEY (tenant_id, request_type_id, version)
app.request_types: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.request_types: PRIMARY KEY (tenant_id, id)
app.request_types: UNIQUE (tenant_id, name)
app.request_watchers: FOREIGN KEY (tenant_id, member_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.request_watchers: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.request_watchers: PRIMARY KEY (tenant_id, request_id, member_id)
app.request_words: FOREIGN KEY (tenant_id, number) REFERENCES app.requests(tenant_id, number) ON DELETE RESTRICT
app.request_words: PRIMARY KEY (tenant_id, number, word)
app.requests: CHECK (((amount IS NULL) = (currency IS NULL)))
app.requests: CHECK ((status = ANY (ARRAY['open'::text, 'returned'::text, 'needs_approver'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text, 'cancelled'::text, 'reversed'::text])))
app.requests: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.requests: FOREIGN KEY (tenant_id, request_type_id, request_type_version) REFERENCES app.request_type_versions(tenant_id, request_type_id, version) ON DELETE RESTRICT
app.requests: FOREIGN KEY (tenant_id, requester_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.requests: PRIMARY KEY (tenant_id, id)
app.requests: UNIQUE (tenant_id, number)
app.revision_attachments: FOREIGN KEY (tenant_id, attachment_id) REFERENCES app.attachments(tenant_id, id) ON DELETE RESTRICT
app.revision_attachments: FOREIGN KEY (tenant_id, request_id, revision) REFERENCES app.revisions(tenant_id, request_id, revision) ON DELETE RESTRICT
app.revision_attachments: PRIMARY KEY (tenant_id, request_id, revision, attachment_id)
app.revisions: FOREIGN KEY (tenant_id, created_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.revisions: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.revisions: PRIMARY KEY (tenant_id, request_id, revision)
app.roles: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.roles: PRIMARY KEY (tenant_id, id)
app.roles: UNIQUE (tenant_id, name)
app.run_migrations: CHECK ((((started_by IS NULL) = (started_at IS NULL)) AND ((started_by IS NULL) = (reason IS NULL)) AND ((started_by IS NULL) = (start_entry_id IS NULL))))
app.run_migrations: CHECK (((started_by IS NOT NULL) OR (state = ANY (ARRAY['planning'::text, 'planned'::text, 'replaced'::text]))))
app.run_migrations: CHECK ((state = ANY (ARRAY['planning'::text, 'planned'::text, 'running'::text, 'stopped'::text, 'done'::text, 'replaced'::text])))
app.run_migrations: FOREIGN KEY (tenant_id, planned_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.run_migrations: FOREIGN KEY (tenant_id, started_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.run_migrations: FOREIGN KEY (tenant_id, workflow_id, from_version) REFERENCES app.workflow_versions(tenant_id, workflow_id, version) ON DELETE RESTRICT
app.run_migrations: FOREIGN KEY (tenant_id, workflow_id, to_version) REFERENCES app.workflow_versions(tenant_id, workflow_id, version) ON DELETE RESTRICT
app.run_migrations: PRIMARY KEY (tenant_id, id)
app.runs: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.runs: FOREIGN KEY (tenant_id, workflow_id, workflow_version) REFERENCES app.workflow_versions(tenant_id, workflow_id, version) ON DELETE RESTRICT
app.runs: PRIMARY KEY (tenant_id, id)
app.runs: UNIQUE (tenant_id, request_id)
app.said_records: FOREIGN KEY (tenant_id, reading_id) REFERENCES app.record_readings(tenant_id, id) ON DELETE RESTRICT
app.said_records: PRIMARY KEY (tenant_id, reading_id, outside_id)
app.task_candidates: FOREIGN KEY (tenant_id, member_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.task_candidates: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.task_candidates: FOREIGN KEY (tenant_id, task_id) REFERENCES app.tasks(tenant_id, id) ON DELETE RESTRICT
app.task_candidates: PRIMARY KEY (tenant_id, task_id, member_id)
app.tasks: CHECK ((status = ANY (ARRAY['open'::text, 'approved'::text, 'rejected'::text, 'changes_requested'::text, 'superseded'::text, 'withdrawn'::text])))
app.tasks: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.tasks: FOREIGN KEY (tenant_id, run_id) REFERENCES app.runs(tenant_id, id) ON DELETE RESTRICT
app.tasks: PRIMARY KEY (tenant_id, id)
app.tasks: UNIQUE (tenant_id, run_id, number)
app.tenants: PRIMARY KEY (tenant_id)
app.timers: CHECK (((kind = 'wait'::text) = (task_id IS NULL)))
app.timers: CHECK ((kind = ANY (ARRAY['reminder'::text, 'due'::text, 'overdue'::text, 'wait'::text])))
app.timers: CHECK ((state = ANY (ARRAY['waiting'::text, 'fired'::text, 'moot'::text])))
app.timers: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.timers: FOREIGN KEY (tenant_id, task_id) REFERENCES app.tasks(tenant_id, id) ON DELETE RESTRICT
app.timers: PRIMARY KEY (tenant_id, id)
app.usage_events: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.usage_events: PRIMARY KEY (tenant_id, meter, subject_id)
app.webhook_deliveries: CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'delivered'::text, 'failed'::text])))
app.webhook_deliveries: FOREIGN KEY (tenant_id, effect_id) REFERENCES app.effects(tenant_id, id) ON DELETE RESTRICT
app.webhook_deliveries: FOREIGN KEY (tenant_id, endpoint_id) REFERENCES app.webhook_endpoints(tenant_id, id) ON DELETE RESTRICT
app.webhook_deliveries: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.webhook_deliveries: PRIMARY KEY (tenant_id, id)
app.webhook_deliveries: UNIQUE (tenant_id, effect_id)
app.webhook_endpoints: CHECK (((failing_since IS NULL) = (failed_attempts = 0)))
app.webhook_endpoints: CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'disabled'::text])))
app.webhook_endpoints: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.webhook_endpoints: PRIMARY KEY (tenant_id, id)
app.webhook_endpoints: UNIQUE (tenant_id, name)
app.webhook_replays: CHECK (((state = 'running'::text) = (ended_at IS NULL)))
app.webhook_replays: CHECK ((kind = ANY (ARRAY['delivery'::text, 'since'::text])))
app.webhook_replays: CHECK ((state = ANY (ARRAY['running'::text, 'stopped'::text, 'done'::text])))
app.webhook_replays: FOREIGN KEY (tenant_id, endpoint_id) REFERENCES app.webhook_endpoints(tenant_id, id) ON DELETE RESTRICT
app.webhook_replays: FOREIGN KEY (tenant_id, started_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.webhook_replays: PRIMARY KEY (tenant_id, id)
app.webhook_secrets: FOREIGN KEY (tenant_id, endpoint_id) REFERENCES app.webhook_endpoints(tenant_id, id) ON DELETE RESTRICT
app.webhook_secrets: PRIMARY KEY (tenant_id, id)
app.webhook_source_gates: FOREIGN KEY (tenant_id, source_id) REFERENCES app.webhook_sources(tenant_id, id) ON DELETE RESTRICT
app.webhook_source_gates: PRIMARY KEY (tenant_id, source_id)
app.webhook_source_refusals: CHECK ((reason = ANY (ARRAY['unsigned'::text, 'signature_wrong'::text, 'time_far'::text])))
app.webhook_source_refusals: FOREIGN KEY (tenant_id, source_id) REFERENCES app.webhook_sources(tenant_id, id) ON DELETE RESTRICT
app.webhook_source_refusals: PRIMARY KEY (tenant_id, source_id, reason)
app.webhook_sources: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.webhook_sources: FOREIGN KEY (tenant_id, requester_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.webhook_sources: PRIMARY KEY (tenant_id, id)
app.webhook_sources: UNIQUE (tenant_id, name)
app.workflow_versions: CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'retired'::text])))
app.workflow_versions: FOREIGN KEY (tenant_id, published_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.workflow_versions: FOREIGN KEY (tenant_id, workflow_id) REFERENCES app.workflows(tenant_id, id) ON DELETE RESTRICT
app.workflow_versions: PRIMARY KEY (tenant_id, workflow_id, version)
app.workflows: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.workflows: PRIMARY KEY (tenant_id, id)
app.workflows: UNIQUE (tenant_id, name)
entry.api_key_hashes: PRIMARY KEY (key_hash)
entry.audit_sequencer: CHECK (is_the_one)
entry.audit_sequencer: PRIMARY KEY (is_the_one)
entry.invitation_tokens: PRIMARY KEY (token_hash)
entry.memberships: PRIMARY KEY (user_id, tenant_id)
entry.webhook_sources: PRIMARY KEY (source_id)
identity.account: FOREIGN KEY ("userId") REFERENCES identity."user"(id) ON DELETE CASCADE
identity.account: PRIMARY KEY (id)
identity.account: UNIQUE ("providerId", "accountId")
identity.audit_entry: PRIMARY KEY (id)
identity.picture: FOREIGN KEY (user_id) REFERENCES identity."user"(id) ON DELETE CASCADE
identity.picture: PRIMARY KEY (id)
identity.picture_upload: FOREIGN KEY (user_id) REFERENCES identity."user"(id) ON DELETE CASCADE
identity.picture_upload: PRIMARY KEY (id)
identity.rate_limit: PRIMARY KEY (key)
identity.recovery_code: FOREIGN KEY (user_id) REFERENCES identity.second_factor(user_id) ON DELETE CASCADE
identity.recovery_code: PRIMARY KEY (user_id, code_hash)
identity.second_factor: FOREIGN KEY (user_id) REFERENCES identity."user"(id) ON DELETE CASCADE
identity.second_factor: PRIMARY KEY (user_id)
identity.session: CHECK (((stepped_up_at IS NULL) = (stepped_up_by IS NULL)))
identity.session: FOREIGN KEY ("userId") REFERENCES identity."user"(id) ON DELETE CASCADE
identity.session: PRIMARY KEY (id)
identity.session: UNIQUE (token)
identity.session_use: FOREIGN KEY (session_id) REFERENCES identity.session(id) ON DELETE CASCADE
identity.session_use: PRIMARY KEY (session_id)
identity.user: PRIMARY KEY (id)
identity.user: UNIQUE (email)
identity.verification: PRIMARY KEY (id)

-- Indexes
CREATE UNIQUE INDEX api_key_uses_pkey ON app.api_key_uses USING btree (tenant_id, api_key_id)
CREATE INDEX api_keys_member_idx ON app.api_keys USING btree (tenant_id, member_id)
CREATE UNIQUE INDEX api_keys_pkey ON app.api_keys USING btree (tenant_id, id)
CREATE INDEX api_keys_revoked_by_idx ON app.api_keys USING btree (tenant_id, revoked_by)
CREATE INDEX asks_member_idx ON app.asks USING btree (tenant_id, member_id, request_id)
CREATE UNIQUE INDEX asks_pkey ON app.asks USING btree (tenant_id, effect_id, member_id)
CREATE INDEX asks_request_idx ON app.asks USING btree (tenant_id, request_id, member_id)
CREATE INDEX attachments_announced_idx ON app.attachments USING btree (tenant_id, announced_at)
CREATE UNIQUE INDEX attachments_pkey ON app.attachments USING btree (tenant_id, id)
CREATE INDEX attachments_uploaded_by_idx ON app.attachments USING btree (tenant_id, uploaded_by)
CREATE UNIQUE INDEX audit_checkpoints_pkey ON app.audit_checkpoints USING btree (tenant_id, number)
CREATE INDEX audit_checkpoints_size_idx ON app.audit_checkpoints USING btree (tenant_id, size, number)
CREATE INDEX audit_entries_action_idx ON app.audit_entries USING btree (tenant_id, action, id DESC)
CREATE INDEX audit_entries_actor_idx ON app.audit_entries USING btree (tenant_id, actor_id, id DESC)
CREATE UNIQUE INDEX audit_entries_pkey ON app.audit_entries USING btree (tenant_id, id)
CREATE INDEX audit_entries_subject_idx ON app.audit_entries USING btree (tenant_id, subject_id, id DESC)
CREATE INDEX audit_entries_xid_idx ON app.audit_entries USING btree (tenant_id, xid, id)
CREATE UNIQUE INDEX audit_keys_pkey ON app.audit_keys USING btree (tenant_id, number)
CREATE UNIQUE INDEX audit_keys_tenant_id_public_key_key ON app.audit_keys USING btree (tenant_id, public_key)
CREATE UNIQUE INDEX audit_leaves_pkey ON app.audit_leaves USING btree (tenant_id, seq)
CREATE UNIQUE INDEX audit_leaves_tenant_id_entry_id_key ON app.audit_leaves USING btree (tenant_id, entry_id)
CREATE UNIQUE INDEX audit_logs_pkey ON app.audit_logs USING btree (tenant_id)
CREATE UNIQUE INDEX audit_nodes_pkey ON app.audit_nodes USING btree (tenant_id, level, "position")
CREATE INDEX audit_streams_endpoint_idx ON app.audit_streams USING btree (tenant_id, endpoint_id, id)
CREATE UNIQUE INDEX audit_streams_pkey ON app.audit_streams USING btree (tenant_id, id)
CREATE UNIQUE INDEX audit_streams_running_idx ON app.audit_streams USING btree (tenant_id, endpoint_id) WHERE (state = 'running'::text)
CREATE INDEX audit_streams_started_by_idx ON app.audit_streams USING btree (tenant_id, started_by)
CREATE INDEX authority_limits_member_idx ON app.authority_limits USING btree (tenant_id, member_id)
CREATE UNIQUE INDEX authority_limits_pkey ON app.authority_limits USING btree (tenant_id, id)
CREATE INDEX authority_limits_request_type_idx ON app.authority_limits USING btree (tenant_id, request_type_id)
CREATE UNIQUE INDEX authority_limits_tenant_id_role_id_member_id_request_type_i_key ON app.authority_limits USING btree (tenant_id, role_id, member_id, request_type_id, currency) NULLS NOT DISTINCT
CREATE UNIQUE INDEX calendars_default_idx ON app.calendars USING btree (tenant_id) WHERE is_default
CREATE UNIQUE INDEX calendars_pkey ON app.calendars USING btree (tenant_id, id)
CREATE UNIQUE INDEX calendars_tenant_id_name_key ON app.calendars USING btree (tenant_id, name)
CREATE UNIQUE INDEX connection_gates_pkey ON app.connection_gates USING btree (tenant_id, connection_id)
CREATE INDEX connection_grants_asked_at_idx ON app.connection_grants USING btree (tenant_id, asked_at)
CREATE INDEX connection_grants_asked_by_idx ON app.connection_grants USING btree (tenant_id, asked_by)
CREATE INDEX connection_grants_connection_idx ON app.connection_grants USING btree (tenant_id, connection_id, id)
CREATE UNIQUE INDEX connection_grants_pkey ON app.connection_grants USING btree (tenant_id, id)
CREATE UNIQUE INDEX connection_grants_tenant_id_state_hash_key ON app.connection_grants USING btree (tenant_id, state_hash)
CREATE INDEX connection_tests_asked_at_idx ON app.connection_tests USING btree (tenant_id, asked_at)
CREATE INDEX connection_tests_asked_by_idx ON app.connection_tests USING btree (tenant_id, asked_by)
CREATE INDEX connection_tests_connection_idx ON app.connection_tests USING btree (tenant_id, connection_id, id)
CREATE UNIQUE INDEX connection_tests_pkey ON app.connection_tests USING btree (tenant_id, id)
CREATE UNIQUE INDEX connection_tokens_pkey ON app.connection_tokens USING btree (tenant_id, connection_id)
CREATE UNIQUE INDEX connections_pkey ON app.connections USING btree (tenant_id, id)
CREATE UNIQUE INDEX connections_tenant_id_name_key ON app.connections USING btree (tenant_id, name)
CREATE UNIQUE INDEX counters_pkey ON app.counters USING btree (tenant_id, name)
CREATE UNIQUE INDEX data_keys_pkey ON app.data_keys USING btree (tenant_id, number)
CREATE UNIQUE INDEX decision_records_pkey ON app.decision_records USING btree (tenant_id, decision_id, record_id)
CREATE INDEX decision_records_record_idx ON app.decision_records USING btree (tenant_id, record_id)
CREATE INDEX decisions_member_idx ON app.decisions USING btree (tenant_id, member_id, decided_at DESC)
CREATE INDEX decisions_on_behalf_of_idx ON app.decisions USING btree (tenant_id, on_behalf_of)
CREATE UNIQUE INDEX decisions_pkey ON app.decisions USING btree (tenant_id, id)
CREATE INDEX decisions_request_idx ON app.decisions USING btree (tenant_id, request_id, revision)
CREATE UNIQUE INDEX decisions_tenant_id_task_id_member_id_key ON app.decisions USING btree (tenant_id, task_id, member_id)
CREATE UNIQUE INDEX delegation_request_types_pkey ON app.delegation_request_types USING btree (tenant_id, delegation_id, request_type_id)
CREATE INDEX delegation_request_types_type_idx ON app.delegation_request_types USING btree (tenant_id, request_type_id)
CREATE INDEX delegations_delegate_idx ON app.delegations USING btree (tenant_id, delegate_id, ends_at)
CREATE INDEX delegations_ended_by_idx ON app.delegations USING btree (tenant_id, ended_by)
CREATE INDEX delegations_made_by_idx ON app.delegations USING btree (tenant_id, made_by)
CREATE UNIQUE INDEX delegations_pkey ON app.delegations USING btree (tenant_id, id)
CREATE INDEX delegations_principal_idx ON app.delegations USING btree (tenant_id, principal_id, ends_at)
CREATE UNIQUE INDEX delivery_attempts_pkey ON app.delivery_attempts USING btree (tenant_id, delivery_id, number)
CREATE UNIQUE INDEX effect_attempts_pkey ON app.effect_attempts USING btree (tenant_id, effect_id, number)
CREATE INDEX effect_repairs_connection_idx ON app.effect_repairs USING btree (tenant_id, connection_id)
CREATE UNIQUE INDEX effect_repairs_pkey ON app.effect_repairs USING btree (tenant_id, id)
CREATE INDEX effect_repairs_started_by_idx ON app.effect_repairs USING btree (tenant_id, started_by)
CREATE INDEX effects_after_idx ON app.effects USING btree (tenant_id, after_id)
CREATE INDEX effects_connection_idx ON app.effects USING btree (tenant_id, connection_id)
CREATE INDEX effects_endpoint_idx ON app.effects USING btree (tenant_id, endpoint_id)
CREATE INDEX effects_open_idx ON app.effects USING btree (tenant_id, connection_id, state) WHERE (state = ANY (ARRAY['wanted'::text, 'running'::text, 'failed'::text, 'unknown'::text, 'parked'::text, 'compensating'::text, 'asked'::text]))
CREATE UNIQUE INDEX effects_pkey ON app.effects USING btree (tenant_id, id)
CREATE INDEX effects_record_set_idx ON app.effects USING btree (tenant_id, record_set_id)
CREATE INDEX effects_request_idx ON app.effects USING btree (tenant_id, request_id)
CREATE INDEX effects_resolved_by_idx ON app.effects USING btree (tenant_id, resolved_by)
CREATE UNIQUE INDEX effects_step_key ON app.effects USING btree (tenant_id, run_id, step_id, undoes_id) NULLS NOT DISTINCT
CREATE INDEX effects_stopped_idx ON app.effects USING btree (tenant_id) WHERE (state = ANY (ARRAY['failed'::text, 'unknown'::text, 'parked'::text]))
CREATE INDEX effects_undoes_idx ON app.effects USING btree (tenant_id, undoes_id)
CREATE INDEX effects_wanted_idx ON app.effects USING btree (tenant_id) WHERE (state = 'wanted'::text)
CREATE UNIQUE INDEX facts_pkey ON app.facts USING btree (tenant_id, run_id, seq)
CREATE INDEX group_members_member_idx ON app.group_members USING btree (tenant_id, member_id)
CREATE UNIQUE INDEX group_members_pkey ON app.group_members USING btree (tenant_id, group_id, member_id)
CREATE UNIQUE INDEX groups_pkey ON app.groups USING btree (tenant_id, id)
CREATE UNIQUE INDEX groups_tenant_id_name_key ON app.groups USING btree (tenant_id, name)
CREATE INDEX idempotency_keys_age_idx ON app.idempotency_keys USING btree (tenant_id, created_at)
CREATE UNIQUE INDEX idempotency_keys_pkey ON app.idempotency_keys USING btree (tenant_id, actor_id, operation, key)
CREATE INDEX inbound_messages_effect_idx ON app.inbound_messages USING btree (tenant_id, effect_id)
CREATE UNIQUE INDEX inbound_messages_pkey ON app.inbound_messages USING btree (tenant_id, id)
CREATE INDEX inbound_messages_request_idx ON app.inbound_messages USING btree (tenant_id, request_id)
CREATE INDEX inbound_messages_source_idx ON app.inbound_messages USING btree (tenant_id, source_id, id DESC)
CREATE INDEX inbound_messages_state_idx ON app.inbound_messages USING btree (tenant_id, source_id, state, id DESC)
CREATE UNIQUE INDEX inbound_messages_tenant_id_source_id_message_id_key ON app.inbound_messages USING btree (tenant_id, source_id, message_id)
CREATE INDEX invitations_accepted_by_idx ON app.invitations USING btree (tenant_id, accepted_by)
CREATE INDEX invitations_invited_by_idx ON app.invitations USING btree (tenant_id, invited_by)
CREATE UNIQUE INDEX invitations_pkey ON app.invitations USING btree (tenant_id, id)
CREATE INDEX kept_records_natural_key_idx ON app.kept_records USING btree (tenant_id, record_set_id, natural_key) WHERE (natural_key IS NOT NULL)
CREATE UNIQUE INDEX kept_records_pkey ON app.kept_records USING btree (tenant_id, record_set_id, outside_id)
CREATE INDEX kept_records_state_idx ON app.kept_records USING btree (tenant_id, record_set_id, state, outside_id)
CREATE UNIQUE INDEX member_roles_pkey ON app.member_roles USING btree (tenant_id, member_id, role_id)
CREATE INDEX member_roles_role_idx ON app.member_roles USING btree (tenant_id, role_id)
CREATE INDEX members_manager_idx ON app.members USING btree (tenant_id, manager_id)
CREATE INDEX members_picture_idx ON app.members USING btree (tenant_id, picture_id)
CREATE UNIQUE INDEX members_pkey ON app.members USING btree (tenant_id, id)
CREATE UNIQUE INDEX members_tenant_id_email_key ON app.members USING btree (tenant_id, email)
CREATE UNIQUE INDEX members_tenant_id_user_id_key ON app.members USING btree (tenant_id, user_id)
CREATE INDEX members_unit_idx ON app.members USING btree (tenant_id, unit)
CREATE UNIQUE INDEX migrated_runs_pkey ON app.migrated_runs USING btree (tenant_id, migration_id, run_id)
CREATE INDEX migrated_runs_request_idx ON app.migrated_runs USING btree (tenant_id, request_id)
CREATE INDEX migrated_runs_run_idx ON app.migrated_runs USING btree (tenant_id, run_id)
CREATE INDEX migrated_runs_waiting_idx ON app.migrated_runs USING btree (tenant_id, migration_id, run_id) WHERE (outcome = 'waiting'::text)
CREATE UNIQUE INDEX "PK_8c82d7f526340ab734260ea46be" ON app.migrations USING btree (id)
CREATE INDEX note_mentions_member_idx ON app.note_mentions USING btree (tenant_id, member_id)
CREATE UNIQUE INDEX note_mentions_pkey ON app.note_mentions USING btree (tenant_id, note_id, member_id)
CREATE INDEX notes_author_idx ON app.notes USING btree (tenant_id, author_id)
CREATE UNIQUE INDEX notes_pkey ON app.notes USING btree (tenant_id, id)
CREATE INDEX notes_request_idx ON app.notes USING btree (tenant_id, request_id, written_at)
CREATE INDEX notifications_by_member_idx ON app.notifications USING btree (tenant_id, by_member_id)
CREATE INDEX notifications_connection_idx ON app.notifications USING btree (tenant_id, connection_id)
CREATE INDEX notifications_effect_idx ON app.notifications USING btree (tenant_id, effect_id)
CREATE INDEX notifications_endpoint_idx ON app.notifications USING btree (tenant_id, endpoint_id)
CREATE UNIQUE INDEX notifications_pkey ON app.notifications USING btree (tenant_id, member_id, entry_id)
CREATE INDEX notifications_request_idx ON app.notifications USING btree (tenant_id, request_id)
CREATE INDEX notifications_unread_idx ON app.notifications USING btree (tenant_id, member_id, entry_id) WHERE (read_at IS NULL)
CREATE INDEX outside_records_connection_idx ON app.outside_records USING btree (tenant_id, connection_id)
CREATE UNIQUE INDEX outside_records_pkey ON app.outside_records USING btree (tenant_id, id)
CREATE INDEX outside_records_request_idx ON app.outside_records USING btree (tenant_id, request_id)
CREATE INDEX outside_records_task_idx ON app.outside_records USING btree (tenant_id, task_id)
CREATE UNIQUE INDEX record_findings_pkey ON app.record_findings USING btree (tenant_id, id)
CREATE INDEX record_findings_reading_idx ON app.record_findings USING btree (tenant_id, reading_id, kind, id)
CREATE INDEX record_findings_record_idx ON app.record_findings USING btree (tenant_id, record_set_id, outside_id)
CREATE INDEX record_findings_repair_idx ON app.record_findings USING btree (tenant_id, repair_id, id)
CREATE INDEX record_findings_set_idx ON app.record_findings USING btree (tenant_id, record_set_id)
CREATE UNIQUE INDEX record_readings_pkey ON app.record_readings USING btree (tenant_id, id)
CREATE UNIQUE INDEX record_readings_running_idx ON app.record_readings USING btree (tenant_id, record_set_id) WHERE (state = 'running'::text)
CREATE INDEX record_readings_set_idx ON app.record_readings USING btree (tenant_id, record_set_id, id)
CREATE INDEX record_readings_started_by_idx ON app.record_readings USING btree (tenant_id, started_by)
CREATE UNIQUE INDEX record_repairs_pkey ON app.record_repairs USING btree (tenant_id, id)
CREATE INDEX record_repairs_reading_idx ON app.record_repairs USING btree (tenant_id, reading_id, id)
CREATE INDEX record_repairs_started_by_idx ON app.record_repairs USING btree (tenant_id, started_by)
CREATE INDEX record_sets_connection_idx ON app.record_sets USING btree (tenant_id, connection_id)
CREATE INDEX record_sets_due_idx ON app.record_sets USING btree (tenant_id, next_reading_at) WHERE (next_reading_at IS NOT NULL)
CREATE UNIQUE INDEX record_sets_pkey ON app.record_sets USING btree (tenant_id, id)
CREATE UNIQUE INDEX record_sets_tenant_id_name_key ON app.record_sets USING btree (tenant_id, name)
CREATE UNIQUE INDEX record_versions_pkey ON app.record_versions USING btree (tenant_id, record_set_id, outside_id, id)
CREATE INDEX repaired_effects_effect_idx ON app.repaired_effects USING btree (tenant_id, effect_id)
CREATE UNIQUE INDEX repaired_effects_pkey ON app.repaired_effects USING btree (tenant_id, repair_id, effect_id)
CREATE INDEX repaired_effects_waiting_idx ON app.repaired_effects USING btree (tenant_id, repair_id, effect_id) WHERE (outcome = 'waiting'::text)
CREATE INDEX replayed_deliveries_delivery_idx ON app.replayed_deliveries USING btree (tenant_id, delivery_id)
CREATE UNIQUE INDEX replayed_deliveries_pkey ON app.replayed_deliveries USING btree (tenant_id, replay_id, "position")
CREATE INDEX replayed_deliveries_waiting_idx ON app.replayed_deliveries USING btree (tenant_id, replay_id, "position") WHERE (outcome = 'waiting'::text)
CREATE UNIQUE INDEX request_links_pkey ON app.request_links USING btree (tenant_id, request_id, related_request_id)
CREATE INDEX request_links_related_idx ON app.request_links USING btree (tenant_id, related_request_id, request_id)
CREATE UNIQUE INDEX request_records_effect_idx ON app.request_records USING btree (tenant_id, effect_id)
CREATE UNIQUE INDEX request_records_pkey ON app.request_records USING btree (tenant_id, id)
CREATE INDEX request_records_record_idx ON app.request_records USING btree (tenant_id, record_set_id, outside_id)
CREATE INDEX request_records_request_idx ON app.request_records USING btree (tenant_id, request_id, revision)
CREATE UNIQUE INDEX request_type_versions_pkey ON app.request_type_versions USING btree (tenant_id, request_type_id, version)
CREATE INDEX request_type_versions_workflow_idx ON app.request_type_versions USING btree (tenant_id, workflow_id)
CREATE UNIQUE INDEX request_types_pkey ON app.request_types USING btree (tenant_id, id)
CREATE UNIQUE INDEX request_types_tenant_id_name_key ON app.request_types USING btree (tenant_id, name)
CREATE INDEX request_watchers_member_idx ON app.request_watchers USING btree (tenant_id, member_id)
CREATE UNIQUE INDEX request_watchers_pkey ON app.request_watchers USING btree (tenant_id, request_id, member_id)
CREATE UNIQUE INDEX request_words_pkey ON app.request_words USING btree (tenant_id, number, word)
CREATE INDEX request_words_word_idx ON app.request_words USING btree (tenant_id, word, number)
CREATE UNIQUE INDEX requests_pkey ON app.requests USING btree (tenant_id, id)
CREATE INDEX requests_requester_idx ON app.requests USING btree (tenant_id, requester_id, number DESC)
CREATE INDEX requests_status_idx ON app.requests USING btree (tenant_id, status, number DESC)
CREATE UNIQUE INDEX requests_tenant_id_number_key ON app.requests USING btree (tenant_id, number)
CREATE INDEX requests_type_idx ON app.requests USING btree (tenant_id, request_type_id, request_type_version)
CREATE INDEX revision_attachments_attachment_idx ON app.revision_attachments USING btree (tenant_id, attachment_id)
CREATE UNIQUE INDEX revision_attachments_pkey ON app.revision_attachments USING btree (tenant_id, request_id, revision, attachment_id)
CREATE INDEX revisions_created_by_idx ON app.revisions USING btree (tenant_id, created_by)
CREATE UNIQUE INDEX revisions_pkey ON app.revisions USING btree (tenant_id, request_id, revision)
CREATE UNIQUE INDEX roles_pkey ON app.roles USING btree (tenant_id, id)
CREATE UNIQUE INDEX roles_tenant_id_name_key ON app.roles USING btree (tenant_id, name)
CREATE INDEX run_migrations_from_idx ON app.run_migrations USING btree (tenant_id, workflow_id, from_version, id)
CREATE UNIQUE INDEX run_migrations_pkey ON app.run_migrations USING btree (tenant_id, id)
CREATE INDEX run_migrations_planned_by_idx ON app.run_migrations USING btree (tenant_id, planned_by)
CREATE INDEX run_migrations_started_by_idx ON app.run_migrations USING btree (tenant_id, started_by)
CREATE INDEX run_migrations_to_idx ON app.run_migrations USING btree (tenant_id, workflow_id, to_version)
CREATE UNIQUE INDEX runs_pkey ON app.runs USING btree (tenant_id, id)
CREATE UNIQUE INDEX runs_tenant_id_request_id_key ON app.runs USING btree (tenant_id, request_id)
CREATE INDEX runs_workflow_idx ON app.runs USING btree (tenant_id, workflow_id, workflow_version)
CREATE INDEX said_records_natural_key_idx ON app.said_records USING btree (tenant_id, reading_id, natural_key) WHERE (natural_key IS NOT NULL)
CREATE UNIQUE INDEX said_records_pkey ON app.said_records USING btree (tenant_id, reading_id, outside_id)
CREATE INDEX task_candidates_member_idx ON app.task_candidates USING btree (tenant_id, member_id, request_id)
CREATE UNIQUE INDEX task_candidates_pkey ON app.task_candidates USING btree (tenant_id, task_id, member_id)
CREATE INDEX task_candidates_request_idx ON app.task_candidates USING btree (tenant_id, request_id, member_id)
CREATE INDEX task_candidates_waiting_idx ON app.task_candidates USING btree (tenant_id, member_id, task_id) WHERE waiting
CREATE UNIQUE INDEX tasks_pkey ON app.tasks USING btree (tenant_id, id)
CREATE INDEX tasks_request_idx ON app.tasks USING btree (tenant_id, request_id)
CREATE UNIQUE INDEX tasks_tenant_id_run_id_number_key ON app.tasks USING btree (tenant_id, run_id, number)
CREATE UNIQUE INDEX tenants_pkey ON app.tenants USING btree (tenant_id)
CREATE UNIQUE INDEX timers_pkey ON app.timers USING btree (tenant_id, id)
CREATE INDEX timers_request_idx ON app.timers USING btree (tenant_id, request_id)
CREATE INDEX timers_task_idx ON app.timers USING btree (tenant_id, task_id)
CREATE INDEX timers_waiting_idx ON app.timers USING btree (tenant_id, at) WHERE (state = 'waiting'::text)
CREATE UNIQUE INDEX usage_events_pkey ON app.usage_events USING btree (tenant_id, meter, subject_id)
CREATE INDEX webhook_deliveries_of_endpoint_idx ON app.webhook_deliveries USING btree (tenant_id, endpoint_id, id)
CREATE UNIQUE INDEX webhook_deliveries_pkey ON app.webhook_deliveries USING btree (tenant_id, id)
CREATE INDEX webhook_deliveries_request_idx ON app.webhook_deliveries USING btree (tenant_id, request_id)
CREATE INDEX webhook_deliveries_since_idx ON app.webhook_deliveries USING btree (tenant_id, endpoint_id, created_at)
CREATE UNIQUE INDEX webhook_deliveries_tenant_id_effect_id_key ON app.webhook_deliveries USING btree (tenant_id, effect_id)
CREATE UNIQUE INDEX webhook_endpoints_pkey ON app.webhook_endpoints USING btree (tenant_id, id)
CREATE UNIQUE INDEX webhook_endpoints_tenant_id_name_key ON app.webhook_endpoints USING btree (tenant_id, name)
CREATE INDEX webhook_replays_endpoint_idx ON app.webhook_replays USING btree (tenant_id, endpoint_id, id)
CREATE UNIQUE INDEX webhook_replays_pkey ON app.webhook_replays USING btree (tenant_id, id)
CREATE UNIQUE INDEX webhook_replays_running_idx ON app.webhook_replays USING btree (tenant_id, endpoint_id) WHERE ((state = 'running'::text) AND (kind = 'since'::text))
CREATE INDEX webhook_replays_started_by_idx ON app.webhook_replays USING btree (tenant_id, started_by)
CREATE INDEX webhook_secrets_endpoint_idx ON app.webhook_secrets USING btree (tenant_id, endpoint_id)
CREATE UNIQUE INDEX webhook_secrets_pkey ON app.webhook_secrets USING btree (tenant_id, id)
CREATE UNIQUE INDEX webhook_source_gates_pkey ON app.webhook_source_gates USING btree (tenant_id, source_id)
CREATE UNIQUE INDEX webhook_source_refusals_pkey ON app.webhook_source_refusals USING btree (tenant_id, source_id, reason)
CREATE UNIQUE INDEX webhook_sources_pkey ON app.webhook_sources USING btree (tenant_id, id)
CREATE INDEX webhook_sources_requester_idx ON app.webhook_sources USING btree (tenant_id, requester_id)
CREATE UNIQUE INDEX webhook_sources_tenant_id_name_key ON app.webhook_sources USING btree (tenant_id, name)
CREATE UNIQUE INDEX workflow_versions_pkey ON app.workflow_versions USING btree (tenant_id, workflow_id, version)
CREATE INDEX workflow_versions_published_by_idx ON app.workflow_versions USING btree (tenant_id, published_by)
CREATE UNIQUE INDEX workflow_versions_published_idx ON app.workflow_versions USING btree (tenant_id, workflow_id) WHERE (state = 'published'::text)
CREATE UNIQUE INDEX workflows_pkey ON app.workflows USING btree (tenant_id, id)
CREATE UNIQUE INDEX workflows_tenant_id_name_key ON app.workflows USING btree (tenant_id, name)
CREATE UNIQUE INDEX api_key_hashes_pkey ON entry.api_key_hashes USING btree (key_hash)
CREATE UNIQUE INDEX audit_sequencer_pkey ON entry.audit_sequencer USING btree (is_the_one)
CREATE UNIQUE INDEX invitation_tokens_pkey ON entry.invitation_tokens USING btree (token_hash)
CREATE UNIQUE INDEX memberships_pkey ON entry.memberships USING btree (user_id, tenant_id)
CREATE INDEX memberships_tenant_idx ON entry.memberships USING btree (tenant_id)
CREATE UNIQUE INDEX webhook_sources_pkey ON entry.webhook_sources USING btree (source_id)
CREATE UNIQUE INDEX account_pkey ON identity.account USING btree (id)
CREATE UNIQUE INDEX "account_providerId_accountId_key" ON identity.account USING btree ("providerId", "accountId")
CREATE INDEX account_user_idx ON identity.account USING btree ("userId")
CREATE UNIQUE INDEX audit_entry_pkey ON identity.audit_entry USING btree (id)
CREATE UNIQUE INDEX picture_pkey ON identity.picture USING btree (id)
CREATE INDEX picture_user_idx ON identity.picture USING btree (user_id)
CREATE UNIQUE INDEX picture_upload_pkey ON identity.picture_upload USING btree (id)
CREATE INDEX picture_upload_user_idx ON identity.picture_upload USING btree (user_id)
CREATE UNIQUE INDEX rate_limit_pkey ON identity.rate_limit USING btree (key)
CREATE UNIQUE INDEX recovery_code_pkey ON identity.recovery_code USING btree (user_id, code_hash)
CREATE UNIQUE INDEX second_factor_pkey ON identity.second_factor USING btree (user_id)
CREATE UNIQUE INDEX session_pkey ON identity.session USING btree (id)
CREATE UNIQUE INDEX session_token_key ON identity.session USING btree (token)
CREATE INDEX session_user_idx ON identity.session USING btree ("userId")
CREATE UNIQUE INDEX session_use_pkey ON identity.session_use USING btree (session_id)
CREATE UNIQUE INDEX user_email_key ON identity."user" USING btree (email)
CREATE UNIQUE INDEX user_pkey ON identity."user" USING btree (id)
CREATE UNIQUE INDEX verification_pkey ON identity.verification USING btree (id)

-- Policies
app.api_key_uses: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.api_keys: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.asks: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.attachments: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.audit_checkpoints: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.audit_entries: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.audit_keys: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.audit_leaves: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.audit_logs: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.audit_nodes: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.audit_streams: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.authority_limits: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.calendars: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.connection_gates: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.connection_grants: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.connection_tests: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.connection_tokens: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.connections: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.counters: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.data_keys: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.decision_records: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.decisions: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.delegation_request_types: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.delegations: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.delivery_attempts: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.effect_attempts: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.effect_repairs: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.effects: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.facts: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.group_members: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.groups: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.idempotency_keys: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.inbound_messages: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.invitations: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.kept_records: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.member_roles: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.members: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.migrated_runs: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.note_mentions: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.notes: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.notifications: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.outside_records: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.record_findings: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.record_readings: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.record_repairs: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.record_sets: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.record_versions: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.repaired_effects: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.replayed_deliveries: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.request_links: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.request_records: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.request_type_versions: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.request_types: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.request_watchers: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.request_words: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.requests: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.revision_attachments: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.revisions: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.roles: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.run_migrations: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.runs: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.said_records: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.task_candidates: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.tasks: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.tenants: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.timers: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.usage_events: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.webhook_deliveries: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.webhook_endpoints: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.webhook_replays: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.webhook_secrets: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.webhook_source_gates: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.webhook_source_refusals: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.webhook_sources: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.workflow_versions: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.workflows: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))

-- Grants on tables and columns
app.api_key_uses: insert, select, update to cs_app
app.api_keys: insert, select to cs_app
app.api_keys: update (revoked_at, revoked_by) to cs_app
app.asks: insert, select to cs_app
app.asks: update (asked_at, because, counts) to cs_app
app.attachments: delete, insert, select to cs_app
app.attachments: update (checked_at, discarded_at) to cs_app
app.audit_checkpoints: select to cs_app
app.audit_entries: insert (canonical, id, tenant_id) to cs_app
app.audit_entries: select to cs_app
app.audit_keys: select to cs_app
app.audit_leaves: select to cs_app
app.audit_logs: select to cs_app
app.audit_nodes: select to cs_app
app.audit_streams: insert, select to cs_app
app.audit_streams: update (arrived_at, attempts, awake, batch_at, batch_checkpoint, batch_size, ended_at, held_until, next_attempt_at, next_index, problem, state, status) to cs_app
app.authority_limits: delete, insert, select, update to cs_app
app.calendars: delete, insert, select, update to cs_app
app.connection_gates: insert, select to cs_app
app.connection_gates: update (closed_until, failures, next_call_at) to cs_app
app.connection_grants: delete, insert, select to cs_app
app.connection_grants: update (ended_at, problem, sealed_code, sealed_verifier, stage) to cs_app
app.connection_tests: delete, insert, select to cs_app
app.connection_tests: update (drift, duration_ms, problem, reply, request, stage, started_at, status) to cs_app
app.connection_tokens: insert, select to cs_app
app.connection_tokens: update (binding_digest, expires_at, fetching_until, generation, grant_lost_at, grant_lost_because, grant_told_at, granted_at, is_refresh_open, sealed_refresh_token, sealed_token) to cs_app
app.connections: insert, select to cs_app
app.connections: update (base_url, binding_digest, changed_at, name, paused_at, revision, sealed_secret, settings) to cs_app
app.counters: insert, select, update to cs_app
app.data_keys: insert, select to cs_app
app.data_keys: update (master_key_id, retired_at, wrapped) to cs_app
app.decision_records: insert, select to cs_app
app.decisions: insert, select to cs_app
app.decisions: update (revoked_at) to cs_app
app.delegation_request_types: insert, select to cs_app
app.delegations: insert, select to cs_app
app.delegations: update (ended_at, ended_by) to cs_app
app.delivery_attempts: insert, select to cs_app
app.effect_attempts: insert, select to cs_app
app.effect_repairs: insert, select to cs_app
app.effect_repairs: update (ended_at, state) to cs_app
app.effects: insert, select to cs_app
app.effects: update (accepted_records, attempts, attempts_before, binding_digest, ended_at, in_doubt, last_problem, lease_until, next_attempt_at, resolution, resolved_by, seen_records, state) to cs_app
app.facts: insert, select to cs_app
app.group_members: delete, insert, select to cs_app
app.groups: delete, insert, select, update to cs_app
app.idempotency_keys: delete, insert, select to cs_app
app.idempotency_keys: update (receipt, reply) to cs_app
app.inbound_messages: insert, select to cs_app
app.inbound_messages: update (attempts, effect_id, ended_at, next_attempt_at, problem, request_id, state, type) to cs_app
app.invitations: insert, select, update to cs_app
app.kept_records: insert, select to cs_app
app.kept_records: update (changed_at, digest, fields, natural_key, problem, seen_at, seen_reading_id, state, state_rank, title, twin_of, version, version_rank) to cs_app
app.member_roles: delete, insert, select to cs_app
app.members: insert, select, update to cs_app
app.migrated_runs: insert, select to cs_app
app.migrated_runs: update (outcome, outcome_at) to cs_app
app.note_mentions: delete, insert, select to cs_app
app.notes: insert, select to cs_app
app.notes: update (edited_at, removed_at, text) to cs_app
app.notifications: insert, select to cs_app
app.notifications: update (read_at) to cs_app
app.outside_records: insert, select to cs_app
app.outside_records: update (attempts, binding_digest, content, fingerprint, problem, read_at, state) to cs_app
app.record_findings: insert, select to cs_app
app.record_findings: update (repair_id, settled_at, state) to cs_app
app.record_readings: insert, select to cs_app
app.record_readings: update (added, attempts, changed, ended_at, marked_path, next_path, not_seen, pages, problem, seen, state, unchanged, unreadable) to cs_app
app.record_repairs: insert, select to cs_app
app.record_repairs: update (ended_at, state) to cs_app
app.record_sets: insert, select to cs_app
app.record_sets: update (changed_at, name, next_reading_at, revision, settings) to cs_app
app.record_versions: insert, select to cs_app
app.repaired_effects: insert, select to cs_app
app.repaired_effects: update (outcome) to cs_app
app.replayed_deliveries: insert, select to cs_app
app.replayed_deliveries: update (outcome, outcome_at) to cs_app
app.request_links: insert, select to cs_app
app.request_records: insert, select to cs_app
app.request_type_versions: insert, select to cs_app
app.request_types: insert, select to cs_app
app.request_types: update (description, name) to cs_app
app.request_watchers: insert, select to cs_app
app.request_watchers: update (changed_at, watching) to cs_app
app.request_words: delete, insert, select to cs_app
app.requests: insert, select, update to cs_app
app.revision_attachments: insert, select to cs_app
app.revisions: insert, select to cs_app
app.roles: insert, select, update to cs_app
app.run_migrations: insert, select to cs_app
app.run_migrations: update (ended_at, plan_digest, planned_through, reason, start_entry_id, started_at, started_by, state) to cs_app
app.runs: insert, select to cs_app
app.runs: update (fact_count, state, workflow_version) to cs_app
app.said_records: delete, insert, select to cs_app
app.task_candidates: insert, select to cs_app
app.task_candidates: update (asked_by, because, included, waiting) to cs_app
app.tasks: insert, select to cs_app
app.tasks: update (closed_at, quorum, status) to cs_app
app.tenants: insert, select to cs_app
app.timers: insert, select to cs_app
app.timers: update (ended_at, state) to cs_app
app.usage_events: insert, select to cs_app
app.webhook_deliveries: insert, select to cs_app
app.webhook_deliveries: update (delivered_at, next_attempt_at, state) to cs_app
app.webhook_endpoints: insert, select to cs_app
app.webhook_endpoints: update (api_version, failed_attempts, failing_since, name, sealed_secret, state, state_at, state_because, url) to cs_app
app.webhook_replays: insert, select to cs_app
app.webhook_replays: update (ended_at, state) to cs_app
app.webhook_secrets: insert, select to cs_app
app.webhook_secrets: update (sealed_secret, valid_until) to cs_app
app.webhook_source_gates: insert, select to cs_app
app.webhook_source_gates: update (next_at) to cs_app
app.webhook_source_refusals: insert, select to cs_app
app.webhook_source_refusals: update (last_at) to cs_app
app.webhook_sources: insert, select to cs_app
app.webhook_sources: update (changed_at, name, paused_at, requester_id, revision, secrets, settings) to cs_app
app.workflow_versions: insert, select to cs_app
app.workflow_versions: update (published_at, published_by, state) to cs_app
app.workflows: insert, select to cs_app
app.workflows: update (name) to cs_app
identity.account: delete, insert, select, update to cs_identity
identity.audit_entry: insert, select to cs_identity
identity.picture: delete, insert, select, update to cs_identity
identity.picture_upload: delete, insert, select, update to cs_identity
identity.rate_limit: delete, insert, select, update to cs_identity
identity.recovery_code: delete, insert, select, update to cs_identity
identity.second_factor: delete, insert, select, update to cs_identity
identity.session: delete, insert, select, update to cs_identity
identity.session_use: delete, insert, select, update to cs_identity
identity.user: delete, insert, select, update to cs_identity
identity.verification: delete, insert, select, update to cs_identity

-- Functions
app.add_audit_checkpoint(in_tenant uuid, of_term bigint, of_size bigint, of_root bytea, of_time timestamp with time zone, of_horizon xid8, of_note text, first_key bytea, hands_over boolean): security definer, search_path=pg_catalog, enable_seqscan=off, enable_bitmapscan=off, owner cs_owner, runnable by cs_worker, source md5 387f34d7132fe83990e1f39ed09d321a
app.announce_audit_key(in_tenant uuid, new_key bytea, by_entry uuid): security definer, search_path=pg_catalog, enable_seqscan=off, enable_bitmapscan=off, owner cs_owner, runnable by cs_worker, source md5 52c02dce86a6c0aa6251cdf158e46e1f
app.append_audit(in_tenant uuid, of_term bigint, from_size bigint, to_size bigint, to_xid xid8, to_entry uuid, new_frontier bytea, node_levels smallint[], node_positions bigint[], node_hashes bytea[]): security definer, search_path=pg_catalog, enable_seqscan=off, enable_bitmapscan=off, owner cs_owner, runnable by cs_worker, source md5 2d461c273fcf1732bbb04ef330744d44
app.enqueue(in_tenant uuid, queue_name text, job_data jsonb, delay_ms integer): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 69fe00871663538e36f45c76065cf13f
app.enter_tenant(t uuid): security invoker, search_path=pg_catalog, owner cs_owner, runnable by cs_app, cs_identity, source md5 93864506c8b42ad4af1861a08439be4c
app.read_canonical(canonical bytea, path text[]): security invoker, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 eb2c472b3be4c5cd003ee5d515d2bc82
app.require_current(holds boolean): security invoker, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 e4f54aed7bca5f329a26f8142d1a1881
entry.activate_membership(of_session uuid, as_member uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 5fdefc1fb71a98c52a65dbaa7c2c9cd9
entry.add_api_key_hash(hash bytea, in_tenant uuid, of_api_key uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 aee56ad045d42cf7ab556db0a0914a08
entry.add_invitation_token(hash bytea, in_tenant uuid, invitation uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 c56835720ad8a0dfb1607cbeab2d026c
entry.add_membership(of_user uuid, in_tenant uuid, as_member uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 ceccd07c999d99fe9002ac30dcde3cff
entry.add_webhook_source(source uuid, in_tenant uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 9fcbd6095b510dd9dcb637dbccff48c4
entry.announce_upload(of_user uuid, upload uuid, of_type text, of_bytes integer, of_sha256 text, until timestamp with time zone): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 423dd4bc6a8e64e10f91a79c8d8704d1
entry.check_sessions(of_sessions uuid[]): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 f908344325cc9eecd95a6e0b06e85f9d
entry.confirm_second_factor(of_user uuid, of_session uuid, of_secret bytea, step bigint, recovery_hashes bytea[], at timestamp with time zone): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 077e1308c910843c41701f61858af4e4
entry.end_other_sessions(of_user uuid, kept uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 d990793e5488a5f7cd52ae73d9ef343b
entry.end_session(of_user uuid, of_session uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 0f65da47a676b97d399e6b4740d27272
entry.find_api_key(hash bytea): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 178b999910d7d1ebb3758f0b5e304116
entry.find_changed_tenants(tenants uuid[], after_xids xid8[], after_ids uuid[]): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 9feccbd11e7293b49ce795211bb2710f
entry.find_invitation(hash bytea): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 a4b75d604083accd121b28a75eb0e2dc
entry.find_membership(of_user uuid, as_member uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 10c0bc036f036fccc9f7cfa8b6c06357
entry.find_profile(of_user uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 0f9d158ee40967cd7089aa3b4101bf5b
entry.find_second_factor(of_user uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 614cb4b297779834ff34717be37cc42a
entry.find_sequencer(): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 c1f54c691ab11449edceed19070347ad
entry.find_session(session_token text): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 667771a6b7905592ce5577abf2cd115d
entry.find_user_by_email(address text): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 ef8e0f48a55b27ce9539fb1dae5704c4
entry.find_webhook_source(source uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 adac8d12cf4940e9b3a9ed9b7951e5d5
entry.forget_file(of_file uuid, was_upload boolean): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_worker, source md5 61dccb906193c7acca0989a8912588c3
entry.forget_tries(): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_worker, source md5 bde8b203a76c3a1dbd99527ae1cd633c
entry.hold_sequencer(of_holder uuid, lease_ms integer, of_lag_ms integer): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_worker, source md5 56d7336402c8ad602617a808a6ecef20
entry.list_companies(of_session uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 ac2dbda42b0a0c6f276a7f3cd5ff933d
entry.list_memberships(of_user uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 b39427b02a7cb0ef558d963df9e4cd45
entry.list_second_factors(after_user uuid, at_most integer): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_worker, source md5 861ef242cca1337f691af071bb0a51a7
entry.list_tenants(after_tenant uuid, at_most integer): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_worker, source md5 b9b140fcdc276b0b627d1a04970f10c4
entry.list_unsequenced(checkpoint_every_ms integer, heartbeat_ms integer): security definer, search_path=pg_catalog, enable_seqscan=off, enable_bitmapscan=off, owner cs_owner, runnable by cs_worker, source md5 b99a25bd73f0e5e2c38f0851020ce566
entry.list_unused_files(for_seconds integer): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_worker, source md5 6257c9003f4315ce9f4db3455d0374d4
entry.prove_second_factor(of_user uuid, of_session uuid, of_secret bytea, step bigint, recovery_hash bytea, at timestamp with time zone): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 6995f3eacc3378a01bd94052daf3ac00
entry.release_sequencer(of_holder uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_worker, source md5 33da863e57084464a0c6b9b0d4921d8b
entry.remove_membership(of_user uuid, in_tenant uuid, as_member uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 c0a9f30d39f8799c71de26f18f8e7e34
entry.remove_second_factor(of_user uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 a46c6edaaa739abbd188a2807b742621
entry.rename_user(of_user uuid, new_name text): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 970ab125b4228511233120882031d6d8
entry.replace_invitation_token(hash bytea, in_tenant uuid, invitation uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 a38b7a4c23b6cc9d40daa9bafb1e8ff7
entry.replace_recovery_codes(of_user uuid, recovery_hashes bytea[]): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 91d3a37e889a286f697cb8d9cafe9d6a
entry.reseal_second_factor(of_user uuid, before bytea, after bytea): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_worker, source md5 55594f1645ecc02908498c177d563bcb
entry.show_picture(of_user uuid, of_picture uuid, new_colour text): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 90626185073e4dfda9ee2758092ad469
entry.start_second_factor(of_user uuid, sealed bytea): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 dd644d7f9730e6a94afcf7be0258d607
identity.take_second_factor(of_user uuid, of_session uuid, of_secret bytea, step bigint, recovery_hash bytea, at timestamp with time zone): security invoker, search_path=pg_catalog, owner cs_owner, runnable by cs_identity, source md5 f863321564bece6e7dc88166acc5e2a5
