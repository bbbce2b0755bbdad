-- Written by "npm run schema:write" from the catalogue of a migrated database; a test compares it. Not for running.

-- Roles
role cs_app: login noinherit
role cs_identity: login noinherit
role cs_ops: login noinherit
role cs_owner: nologin noinherit
role cs_worker: login inherit in cs_app

-- Tables and columns
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
app.counters (owner cs_owner, row security forced) . tenant_id uuid not null
app.counters . name text not null
app.counters . value bigint not null
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
app.delivery_attempts (owner cs_owner, row security forced) . tenant_id uuid not null
app.delivery_attempts . delivery_id uuid not null
app.delivery_attempts . number integer not null
app.delivery_attempts . started_at timestamp with time zone not null
app.delivery_attempts . duration_ms integer not null
app.delivery_attempts . status integer
app.delivery_attempts . problem text
app.effects (owner cs_owner, row security forced) . tenant_id uuid not null
app.effects . id uuid not null
app.effects . run_id uuid not null
app.effects . request_id uuid not null
app.effects . step_id text not null
app.effects . step_name text not null
app.effects . kind text not null
app.effects . endpoint_id uuid not null
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
app.facts (owner cs_owner, row security forced) . tenant_id uuid not null
app.facts . run_id uuid not null
app.facts . seq integer not null
app.facts . at timestamp with time zone not null
app.facts . fact jsonb not null
app.idempotency_keys (owner cs_owner, row security forced) . tenant_id uuid not null
app.idempotency_keys . actor_id uuid not null
app.idempotency_keys . operation text not null
app.idempotency_keys . key text not null
app.idempotency_keys . body_digest text not null
app.idempotency_keys . reply text
app.idempotency_keys . receipt text
app.idempotency_keys . created_at timestamp with time zone not null default now()
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
app.migrations (owner cs_owner) . id integer not null default nextval('app.migrations_id_seq'::regclass)
app.migrations . timestamp bigint not null
app.migrations . name character varying not null
app.notes (owner cs_owner, row security forced) . tenant_id uuid not null
app.notes . id uuid not null
app.notes . request_id uuid not null
app.notes . author_id uuid not null
app.notes . text text not null
app.notes . written_at timestamp with time zone not null
app.request_links (owner cs_owner, row security forced) . tenant_id uuid not null
app.request_links . request_id uuid not null
app.request_links . related_request_id uuid not null
app.request_type_versions (owner cs_owner, row security forced) . tenant_id uuid not null
app.request_type_versions . request_type_id uuid not null
app.request_type_versions . version integer not null
app.request_type_versions . form json not null
app.request_type_versions . title_field text not null
app.request_type_versions . amount_field text
app.request_type_versions . immaterial_fields text[] not null
app.request_type_versions . workflow_id uuid not null
app.request_type_versions . created_at timestamp with time zone not null default now()
app.request_types (owner cs_owner, row security forced) . tenant_id uuid not null
app.request_types . id uuid not null
app.request_types . name text not null
app.request_types . description text not null
app.request_types . created_at timestamp with time zone not null default now()
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
app.runs (owner cs_owner, row security forced) . tenant_id uuid not null
app.runs . id uuid not null
app.runs . request_id uuid not null
app.runs . workflow_id uuid not null
app.runs . workflow_version integer not null
app.runs . state jsonb not null
app.runs . fact_count integer not null
app.task_candidates (owner cs_owner, row security forced) . tenant_id uuid not null
app.task_candidates . task_id uuid not null
app.task_candidates . member_id uuid not null
app.task_candidates . request_id uuid not null
app.task_candidates . included boolean not null
app.task_candidates . because text not null
app.task_candidates . waiting boolean not null
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
app.tenants (owner cs_owner, row security forced) . tenant_id uuid not null
app.tenants . name text not null
app.tenants . created_at timestamp with time zone not null default now()
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
app.webhook_endpoints . sealed_secret bytea not null
app.webhook_endpoints . created_at timestamp with time zone not null default now()
app.workflow_versions (owner cs_owner, row security forced) . tenant_id uuid not null
app.workflow_versions . workflow_id uuid not null
app.workflow_versions . version integer not null
app.workflow_versions . state text not null
app.workflow_versions . definition jsonb not null
app.workflow_versions . definition_digest text not null
app.workflow_versions . created_at timestamp with time zone not null default now()
app.workflow_versions . published_at timestamp with time zone
app.workflows (owner cs_owner, row security forced) . tenant_id uuid not null
app.workflows . id uuid not null
app.workflows . name text not null
app.workflows . created_at timestamp with time zone not null default now()
entry.invitation_tokens (owner cs_owner) . token_hash bytea not null
entry.invitation_tokens . tenant_id uuid not null
entry.invitation_tokens . invitation_id uuid not null
entry.memberships (owner cs_owner) . user_id uuid not null
entry.memberships . tenant_id uuid not null
entry.memberships . member_id uuid not null
entry.memberships . active_at timestamp with time zone not null default now()
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
app.audit_entries: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.audit_entries: PRIMARY KEY (tenant_id, id)
app.counters: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.counters: PRIMARY KEY (tenant_id, name)
app.decisions: CHECK ((verdict = ANY (ARRAY['approve'::text, 'reject'::text, 'request_changes'::text])))
app.decisions: FOREIGN KEY (tenant_id, member_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.decisions: FOREIGN KEY (tenant_id, request_id, revision) REFERENCES app.revisions(tenant_id, request_id, revision) ON DELETE RESTRICT
app.decisions: FOREIGN KEY (tenant_id, task_id) REFERENCES app.tasks(tenant_id, id) ON DELETE RESTRICT
app.decisions: PRIMARY KEY (tenant_id, id)
app.decisions: UNIQUE (tenant_id, task_id, member_id)
app.delivery_attempts: FOREIGN KEY (tenant_id, delivery_id) REFERENCES app.webhook_deliveries(tenant_id, id) ON DELETE RESTRICT
app.delivery_attempts: PRIMARY KEY (tenant_id, delivery_id, number)
app.effects: CHECK ((kind = 'webhook'::text))
app.effects: CHECK ((state = ANY (ARRAY['wanted'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'parked'::text])))
app.effects: FOREIGN KEY (tenant_id, endpoint_id) REFERENCES app.webhook_endpoints(tenant_id, id) ON DELETE RESTRICT
app.effects: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.effects: FOREIGN KEY (tenant_id, run_id) REFERENCES app.runs(tenant_id, id) ON DELETE RESTRICT
app.effects: PRIMARY KEY (tenant_id, id)
app.effects: UNIQUE (tenant_id, run_id, step_id)
app.facts: FOREIGN KEY (tenant_id, run_id) REFERENCES app.runs(tenant_id, id) ON DELETE RESTRICT
app.facts: PRIMARY KEY (tenant_id, run_id, seq)
app.idempotency_keys: PRIMARY KEY (tenant_id, actor_id, operation, key)
app.invitations: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.invitations: FOREIGN KEY (tenant_id, accepted_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.invitations: FOREIGN KEY (tenant_id, invited_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.invitations: PRIMARY KEY (tenant_id, id)
app.member_roles: FOREIGN KEY (tenant_id, member_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.member_roles: FOREIGN KEY (tenant_id, role_id) REFERENCES app.roles(tenant_id, id) ON DELETE RESTRICT
app.member_roles: PRIMARY KEY (tenant_id, member_id, role_id)
app.members: CHECK (((picture_id IS NULL) = (picture_colour IS NULL)))
app.members: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.members: PRIMARY KEY (tenant_id, id)
app.members: UNIQUE (tenant_id, email)
app.members: UNIQUE (tenant_id, user_id)
app.migrations: PRIMARY KEY (id)
app.notes: FOREIGN KEY (tenant_id, author_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.notes: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.notes: PRIMARY KEY (tenant_id, id)
app.request_links: CHECK ((request_id <> related_request_id))
app.request_links: FOREIGN KEY (tenant_id, related_request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.request_links: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.request_links: PRIMARY KEY (tenant_id, request_id, related_request_id)
app.request_type_versions: FOREIGN KEY (tenant_id, request_type_id) REFERENCES app.request_types(tenant_id, id) ON DELETE RESTRICT
app.request_type_versions: FOREIGN KEY (tenant_id, workflow_id) REFERENCES app.workflows(tenant_id, id) ON DELETE RESTRICT
app.request_type_versions: PRIMARY KEY (tenant_id, request_type_id, version)
app.request_types: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.request_types: PRIMARY KEY (tenant_id, id)
app.request_types: UNIQUE (tenant_id, name)
app.request_words: FOREIGN KEY (tenant_id, number) REFERENCES app.requests(tenant_id, number) ON DELETE RESTRICT
app.request_words: PRIMARY KEY (tenant_id, number, word)
app.requests: CHECK (((amount IS NULL) = (currency IS NULL)))
app.requests: CHECK ((status = ANY (ARRAY['open'::text, 'returned'::text, 'needs_approver'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text])))
app.requests: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.requests: FOREIGN KEY (tenant_id, request_type_id, request_type_version) REFERENCES app.request_type_versions(tenant_id, request_type_id, version) ON DELETE RESTRICT
app.requests: FOREIGN KEY (tenant_id, requester_id) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.requests: PRIMARY KEY (tenant_id, id)
app.requests: UNIQUE (tenant_id, number)
app.revisions: FOREIGN KEY (tenant_id, created_by) REFERENCES app.members(tenant_id, id) ON DELETE RESTRICT
app.revisions: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.revisions: PRIMARY KEY (tenant_id, request_id, revision)
app.roles: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.roles: PRIMARY KEY (tenant_id, id)
app.roles: UNIQUE (tenant_id, name)
app.runs: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.runs: FOREIGN KEY (tenant_id, workflow_id, workflow_version) REFERENCES app.workflow_versions(tenant_id, workflow_id, version) ON DELETE RESTRICT
app.runs: PRIMARY KEY (tenant_id, id)
app.runs: UNIQUE (tenant_id, request_id)
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
app.usage_events: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.usage_events: PRIMARY KEY (tenant_id, meter, subject_id)
app.webhook_deliveries: CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'delivered'::text, 'failed'::text])))
app.webhook_deliveries: FOREIGN KEY (tenant_id, effect_id) REFERENCES app.effects(tenant_id, id) ON DELETE RESTRICT
app.webhook_deliveries: FOREIGN KEY (tenant_id, endpoint_id) REFERENCES app.webhook_endpoints(tenant_id, id) ON DELETE RESTRICT
app.webhook_deliveries: FOREIGN KEY (tenant_id, request_id) REFERENCES app.requests(tenant_id, id) ON DELETE RESTRICT
app.webhook_deliveries: PRIMARY KEY (tenant_id, id)
app.webhook_deliveries: UNIQUE (tenant_id, effect_id)
app.webhook_endpoints: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.webhook_endpoints: PRIMARY KEY (tenant_id, id)
app.webhook_endpoints: UNIQUE (tenant_id, name)
app.workflow_versions: CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'retired'::text])))
app.workflow_versions: FOREIGN KEY (tenant_id, workflow_id) REFERENCES app.workflows(tenant_id, id) ON DELETE RESTRICT
app.workflow_versions: PRIMARY KEY (tenant_id, workflow_id, version)
app.workflows: FOREIGN KEY (tenant_id) REFERENCES app.tenants(tenant_id) ON DELETE RESTRICT
app.workflows: PRIMARY KEY (tenant_id, id)
app.workflows: UNIQUE (tenant_id, name)
entry.invitation_tokens: PRIMARY KEY (token_hash)
entry.memberships: PRIMARY KEY (user_id, tenant_id)
identity.account: FOREIGN KEY ("userId") REFERENCES identity."user"(id) ON DELETE CASCADE
identity.account: PRIMARY KEY (id)
identity.account: UNIQUE ("providerId", "accountId")
identity.audit_entry: PRIMARY KEY (id)
identity.picture: FOREIGN KEY (user_id) REFERENCES identity."user"(id) ON DELETE CASCADE
identity.picture: PRIMARY KEY (id)
identity.picture_upload: FOREIGN KEY (user_id) REFERENCES identity."user"(id) ON DELETE CASCADE
identity.picture_upload: PRIMARY KEY (id)
identity.rate_limit: PRIMARY KEY (key)
identity.session: FOREIGN KEY ("userId") REFERENCES identity."user"(id) ON DELETE CASCADE
identity.session: PRIMARY KEY (id)
identity.session: UNIQUE (token)
identity.session_use: FOREIGN KEY (session_id) REFERENCES identity.session(id) ON DELETE CASCADE
identity.session_use: PRIMARY KEY (session_id)
identity.user: PRIMARY KEY (id)
identity.user: UNIQUE (email)
identity.verification: PRIMARY KEY (id)

-- Indexes
CREATE INDEX audit_entries_action_idx ON app.audit_entries USING btree (tenant_id, action, id DESC)
CREATE INDEX audit_entries_actor_idx ON app.audit_entries USING btree (tenant_id, actor_id, id DESC)
CREATE UNIQUE INDEX audit_entries_pkey ON app.audit_entries USING btree (tenant_id, id)
CREATE INDEX audit_entries_subject_idx ON app.audit_entries USING btree (tenant_id, subject_id, id DESC)
CREATE INDEX audit_entries_xid_idx ON app.audit_entries USING btree (tenant_id, xid, id)
CREATE UNIQUE INDEX counters_pkey ON app.counters USING btree (tenant_id, name)
CREATE INDEX decisions_member_idx ON app.decisions USING btree (tenant_id, member_id, decided_at DESC)
CREATE UNIQUE INDEX decisions_pkey ON app.decisions USING btree (tenant_id, id)
CREATE INDEX decisions_request_idx ON app.decisions USING btree (tenant_id, request_id, revision)
CREATE UNIQUE INDEX decisions_tenant_id_task_id_member_id_key ON app.decisions USING btree (tenant_id, task_id, member_id)
CREATE UNIQUE INDEX delivery_attempts_pkey ON app.delivery_attempts USING btree (tenant_id, delivery_id, number)
CREATE INDEX effects_endpoint_idx ON app.effects USING btree (tenant_id, endpoint_id)
CREATE UNIQUE INDEX effects_pkey ON app.effects USING btree (tenant_id, id)
CREATE INDEX effects_request_idx ON app.effects USING btree (tenant_id, request_id)
CREATE UNIQUE INDEX effects_tenant_id_run_id_step_id_key ON app.effects USING btree (tenant_id, run_id, step_id)
CREATE UNIQUE INDEX facts_pkey ON app.facts USING btree (tenant_id, run_id, seq)
CREATE INDEX idempotency_keys_age_idx ON app.idempotency_keys USING btree (tenant_id, created_at)
CREATE UNIQUE INDEX idempotency_keys_pkey ON app.idempotency_keys USING btree (tenant_id, actor_id, operation, key)
CREATE INDEX invitations_accepted_by_idx ON app.invitations USING btree (tenant_id, accepted_by)
CREATE INDEX invitations_invited_by_idx ON app.invitations USING btree (tenant_id, invited_by)
CREATE UNIQUE INDEX invitations_pkey ON app.invitations USING btree (tenant_id, id)
CREATE UNIQUE INDEX member_roles_pkey ON app.member_roles USING btree (tenant_id, member_id, role_id)
CREATE INDEX member_roles_role_idx ON app.member_roles USING btree (tenant_id, role_id)
CREATE INDEX members_picture_idx ON app.members USING btree (tenant_id, picture_id)
CREATE UNIQUE INDEX members_pkey ON app.members USING btree (tenant_id, id)
CREATE UNIQUE INDEX members_tenant_id_email_key ON app.members USING btree (tenant_id, email)
CREATE UNIQUE INDEX members_tenant_id_user_id_key ON app.members USING btree (tenant_id, user_id)
CREATE INDEX members_unit_idx ON app.members USING btree (tenant_id, unit)
CREATE UNIQUE INDEX "PK_8c82d7f526340ab734260ea46be" ON app.migrations USING btree (id)
CREATE INDEX notes_author_idx ON app.notes USING btree (tenant_id, author_id)
CREATE UNIQUE INDEX notes_pkey ON app.notes USING btree (tenant_id, id)
CREATE INDEX notes_request_idx ON app.notes USING btree (tenant_id, request_id, written_at)
CREATE UNIQUE INDEX request_links_pkey ON app.request_links USING btree (tenant_id, request_id, related_request_id)
CREATE INDEX request_links_related_idx ON app.request_links USING btree (tenant_id, related_request_id, request_id)
CREATE UNIQUE INDEX request_type_versions_pkey ON app.request_type_versions USING btree (tenant_id, request_type_id, version)
CREATE INDEX request_type_versions_workflow_idx ON app.request_type_versions USING btree (tenant_id, workflow_id)
CREATE UNIQUE INDEX request_types_pkey ON app.request_types USING btree (tenant_id, id)
CREATE UNIQUE INDEX request_types_tenant_id_name_key ON app.request_types USING btree (tenant_id, name)
CREATE UNIQUE INDEX request_words_pkey ON app.request_words USING btree (tenant_id, number, word)
CREATE INDEX request_words_word_idx ON app.request_words USING btree (tenant_id, word, number)
CREATE UNIQUE INDEX requests_pkey ON app.requests USING btree (tenant_id, id)
CREATE INDEX requests_requester_idx ON app.requests USING btree (tenant_id, requester_id, number DESC)
CREATE INDEX requests_status_idx ON app.requests USING btree (tenant_id, status, number DESC)
CREATE UNIQUE INDEX requests_tenant_id_number_key ON app.requests USING btree (tenant_id, number)
CREATE INDEX requests_type_idx ON app.requests USING btree (tenant_id, request_type_id, request_type_version)
CREATE INDEX revisions_created_by_idx ON app.revisions USING btree (tenant_id, created_by)
CREATE UNIQUE INDEX revisions_pkey ON app.revisions USING btree (tenant_id, request_id, revision)
CREATE UNIQUE INDEX roles_pkey ON app.roles USING btree (tenant_id, id)
CREATE UNIQUE INDEX roles_tenant_id_name_key ON app.roles USING btree (tenant_id, name)
CREATE UNIQUE INDEX runs_pkey ON app.runs USING btree (tenant_id, id)
CREATE UNIQUE INDEX runs_tenant_id_request_id_key ON app.runs USING btree (tenant_id, request_id)
CREATE INDEX runs_workflow_idx ON app.runs USING btree (tenant_id, workflow_id, workflow_version)
CREATE INDEX task_candidates_member_idx ON app.task_candidates USING btree (tenant_id, member_id, request_id)
CREATE UNIQUE INDEX task_candidates_pkey ON app.task_candidates USING btree (tenant_id, task_id, member_id)
CREATE INDEX task_candidates_request_idx ON app.task_candidates USING btree (tenant_id, request_id, member_id)
CREATE INDEX task_candidates_waiting_idx ON app.task_candidates USING btree (tenant_id, member_id, task_id) WHERE waiting
CREATE UNIQUE INDEX tasks_pkey ON app.tasks USING btree (tenant_id, id)
CREATE INDEX tasks_request_idx ON app.tasks USING btree (tenant_id, request_id)
CREATE UNIQUE INDEX tasks_tenant_id_run_id_number_key ON app.tasks USING btree (tenant_id, run_id, number)
CREATE UNIQUE INDEX tenants_pkey ON app.tenants USING btree (tenant_id)
CREATE UNIQUE INDEX usage_events_pkey ON app.usage_events USING btree (tenant_id, meter, subject_id)
CREATE INDEX webhook_deliveries_endpoint_idx ON app.webhook_deliveries USING btree (tenant_id, endpoint_id)
CREATE UNIQUE INDEX webhook_deliveries_pkey ON app.webhook_deliveries USING btree (tenant_id, id)
CREATE INDEX webhook_deliveries_request_idx ON app.webhook_deliveries USING btree (tenant_id, request_id)
CREATE UNIQUE INDEX webhook_deliveries_tenant_id_effect_id_key ON app.webhook_deliveries USING btree (tenant_id, effect_id)
CREATE UNIQUE INDEX webhook_endpoints_pkey ON app.webhook_endpoints USING btree (tenant_id, id)
CREATE UNIQUE INDEX webhook_endpoints_tenant_id_name_key ON app.webhook_endpoints USING btree (tenant_id, name)
CREATE UNIQUE INDEX workflow_versions_pkey ON app.workflow_versions USING btree (tenant_id, workflow_id, version)
CREATE UNIQUE INDEX workflow_versions_published_idx ON app.workflow_versions USING btree (tenant_id, workflow_id) WHERE (state = 'published'::text)
CREATE UNIQUE INDEX workflows_pkey ON app.workflows USING btree (tenant_id, id)
CREATE UNIQUE INDEX workflows_tenant_id_name_key ON app.workflows USING btree (tenant_id, name)
CREATE UNIQUE INDEX invitation_tokens_pkey ON entry.invitation_tokens USING btree (token_hash)
CREATE UNIQUE INDEX memberships_pkey ON entry.memberships USING btree (user_id, tenant_id)
CREATE UNIQUE INDEX account_pkey ON identity.account USING btree (id)
CREATE UNIQUE INDEX "account_providerId_accountId_key" ON identity.account USING btree ("providerId", "accountId")
CREATE INDEX account_user_idx ON identity.account USING btree ("userId")
CREATE UNIQUE INDEX audit_entry_pkey ON identity.audit_entry USING btree (id)
CREATE UNIQUE INDEX picture_pkey ON identity.picture USING btree (id)
CREATE INDEX picture_user_idx ON identity.picture USING btree (user_id)
CREATE UNIQUE INDEX picture_upload_pkey ON identity.picture_upload USING btree (id)
CREATE INDEX picture_upload_user_idx ON identity.picture_upload USING btree (user_id)
CREATE UNIQUE INDEX rate_limit_pkey ON identity.rate_limit USING btree (key)
CREATE UNIQUE INDEX session_pkey ON identity.session USING btree (id)
CREATE UNIQUE INDEX session_token_key ON identity.session USING btree (token)
CREATE INDEX session_user_idx ON identity.session USING btree ("userId")
CREATE UNIQUE INDEX session_use_pkey ON identity.session_use USING btree (session_id)
CREATE UNIQUE INDEX user_email_key ON identity."user" USING btree (email)
CREATE UNIQUE INDEX user_pkey ON identity."user" USING btree (id)
CREATE UNIQUE INDEX verification_pkey ON identity.verification USING btree (id)

-- Policies
app.audit_entries: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.counters: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.decisions: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.delivery_attempts: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.effects: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.facts: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.idempotency_keys: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.invitations: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.member_roles: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.members: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.notes: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.request_links: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.request_type_versions: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.request_types: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.request_words: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.requests: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.revisions: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.roles: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.runs: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.task_candidates: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.tasks: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.tenants: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.usage_events: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.webhook_deliveries: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.webhook_endpoints: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.workflow_versions: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))
app.workflows: tenant_isolation for ALL to public using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)) with check ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid))

-- Grants on tables and columns
app.audit_entries: insert, select to cs_app
app.counters: insert, select, update to cs_app
app.decisions: insert, select to cs_app
app.delivery_attempts: insert, select to cs_app
app.effects: insert, select to cs_app
app.effects: update (attempts, ended_at, last_problem, lease_until, next_attempt_at, state) to cs_app
app.facts: insert, select to cs_app
app.idempotency_keys: delete, insert, select to cs_app
app.idempotency_keys: update (receipt, reply) to cs_app
app.invitations: insert, select, update to cs_app
app.member_roles: delete, insert, select to cs_app
app.members: insert, select, update to cs_app
app.notes: insert, select to cs_app
app.request_links: insert, select to cs_app
app.request_type_versions: insert, select to cs_app
app.request_types: insert, select to cs_app
app.request_types: update (description, name) to cs_app
app.request_words: delete, insert, select to cs_app
app.requests: insert, select, update to cs_app
app.revisions: insert, select to cs_app
app.roles: insert, select, update to cs_app
app.runs: insert, select to cs_app
app.runs: update (fact_count, state) to cs_app
app.task_candidates: insert, select to cs_app
app.task_candidates: update (waiting) to cs_app
app.tasks: insert, select to cs_app
app.tasks: update (closed_at, status) to cs_app
app.tenants: insert, select to cs_app
app.usage_events: insert, select to cs_app
app.webhook_deliveries: insert, select to cs_app
app.webhook_deliveries: update (delivered_at, next_attempt_at, state) to cs_app
app.webhook_endpoints: insert, select to cs_app
app.workflow_versions: insert, select to cs_app
app.workflow_versions: update (published_at, state) to cs_app
app.workflows: insert, select to cs_app
app.workflows: update (name) to cs_app
identity.account: delete, insert, select, update to cs_identity
identity.audit_entry: insert, select to cs_identity
identity.picture: delete, insert, select, update to cs_identity
identity.picture_upload: delete, insert, select, update to cs_identity
identity.rate_limit: delete, insert, select, update to cs_identity
identity.session: delete, insert, select, update to cs_identity
identity.session_use: delete, insert, select, update to cs_identity
identity.user: delete, insert, select, update to cs_identity
identity.verification: delete, insert, select, update to cs_identity

-- Functions
app.enqueue(in_tenant uuid, queue_name text, job_data jsonb, delay_ms integer): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 e11d3205e6a331ade635818076f81760
app.enter_tenant(t uuid): security invoker, search_path=pg_catalog, owner cs_owner, runnable by cs_app, cs_identity, source md5 93864506c8b42ad4af1861a08439be4c
app.read_canonical(canonical bytea, path text[]): security invoker, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 eb2c472b3be4c5cd003ee5d515d2bc82
app.require_current(holds boolean): security invoker, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 e4f54aed7bca5f329a26f8142d1a1881
entry.activate_membership(of_session uuid, as_member uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 5fdefc1fb71a98c52a65dbaa7c2c9cd9
entry.add_invitation_token(hash bytea, in_tenant uuid, invitation uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 c56835720ad8a0dfb1607cbeab2d026c
entry.add_membership(of_user uuid, in_tenant uuid, as_member uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 ceccd07c999d99fe9002ac30dcde3cff
entry.announce_upload(of_user uuid, upload uuid, of_type text, of_bytes integer, of_sha256 text, until timestamp with time zone): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 423dd4bc6a8e64e10f91a79c8d8704d1
entry.check_sessions(of_sessions uuid[]): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 f908344325cc9eecd95a6e0b06e85f9d
entry.end_other_sessions(of_user uuid, kept uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 d990793e5488a5f7cd52ae73d9ef343b
entry.end_session(of_user uuid, of_session uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 0f65da47a676b97d399e6b4740d27272
entry.find_changed_tenants(tenants uuid[], after_xids xid8[], after_ids uuid[]): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 9feccbd11e7293b49ce795211bb2710f
entry.find_invitation(hash bytea): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 a4b75d604083accd121b28a75eb0e2dc
entry.find_profile(of_user uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 0f9d158ee40967cd7089aa3b4101bf5b
entry.find_session(session_token text): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 01302ab27df1fa5bf3791c2e07515bdc
entry.find_user_by_email(address text): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 ef8e0f48a55b27ce9539fb1dae5704c4
entry.forget_file(of_file uuid, was_upload boolean): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_worker, source md5 61dccb906193c7acca0989a8912588c3
entry.list_memberships(of_user uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 b39427b02a7cb0ef558d963df9e4cd45
entry.list_unused_files(for_seconds integer): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_worker, source md5 6257c9003f4315ce9f4db3455d0374d4
entry.remove_membership(of_user uuid, in_tenant uuid, as_member uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 c0a9f30d39f8799c71de26f18f8e7e34
entry.rename_user(of_user uuid, new_name text): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 970ab125b4228511233120882031d6d8
entry.replace_invitation_token(hash bytea, in_tenant uuid, invitation uuid): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 a38b7a4c23b6cc9d40daa9bafb1e8ff7
entry.show_picture(of_user uuid, of_picture uuid, new_colour text): security definer, search_path=pg_catalog, owner cs_owner, runnable by cs_app, source md5 90626185073e4dfda9ee2758092ad469
