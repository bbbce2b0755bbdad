/**
 * Every expected refusal: stable code, HTTP status, a title for people.
 * A refusal is not an error (architecture.md, law 6): it is thrown as `Refusal`, mapped once to
 * problem details (RFC 9457), and nothing was written.
 */
export const refusalCatalog = {
  api_key_invalid: { status: 401, title: 'This API key opens nothing' },
  api_key_revoked: { status: 409, title: 'This API key is revoked already' },
  api_keys_full: { status: 409, title: 'You have as many API keys as can be kept track of' },
  already_decided: { status: 409, title: 'You have already decided this task' },
  calendar_in_use: { status: 409, title: 'Something is counted by this calendar' },
  cannot_move: { status: 409, title: 'This request cannot be moved to the other version' },
  asked_already: { status: 409, title: 'This member is asked already' },
  attachment_unknown: { status: 422, title: 'One of the files is none that you can attach' },
  audit_stream_over: { status: 409, title: 'This stream of the audit is stopped already' },
  audit_stream_under_way: { status: 409, title: 'The audit is sent to this endpoint already' },
  attachment_unusable: { status: 422, title: 'This file cannot be attached' },
  cannot_be_asked: { status: 422, title: 'Somebody who is named may not sign this' },
  condition_failed: { status: 422, title: 'What the workflow asks or sends cannot be worked out for this request' },
  grant_not_used: { status: 409, title: 'Nobody has to allow anything for this connection' },
  grant_over: { status: 409, title: 'This was used already, or has run out' },
  connection_changed: { status: 409, title: 'Somebody changed this connection meanwhile' },
  consequences_changed: { status: 409, title: 'What this decision would cause has changed since you looked' },
  credentials_wrong: { status: 401, title: 'E-mail or password is not right' },
  definition_invalid: { status: 422, title: 'The workflow definition is not valid' },
  delegate_unable: { status: 422, title: 'This member cannot decide in that place' },
  delegation_loops: { status: 409, title: 'These delegations would go round in a circle' },
  delegation_over: { status: 409, title: 'This delegation is over already' },
  delegations_full: { status: 409, title: 'This member has as many delegations as can be kept track of' },
  effect_changed: { status: 409, title: 'This effect has changed since you looked' },
  effects_under_way: { status: 409, title: 'Effects of this request have begun' },
  email_taken: { status: 409, title: 'An account with this e-mail exists already' },
  delivery_under_way: { status: 409, title: 'This delivery is not over' },
  endpoint_active: { status: 409, title: 'This webhook endpoint is active' },
  endpoint_inactive: { status: 409, title: 'This webhook endpoint is not active' },
  form_invalid: { status: 422, title: 'The form is not a JSON Schema that can be used here' },
  group_in_use: { status: 409, title: 'A workflow asks this group' },
  idempotency_key_required: { status: 400, title: 'This call needs an Idempotency-Key header' },
  idempotency_key_reused: { status: 422, title: 'This Idempotency-Key was used with a different body' },
  invalid_input: { status: 422, title: 'Some of what was sent cannot be accepted' },
  invitation_expired: { status: 409, title: 'This invitation has expired' },
  invitation_for_another: { status: 403, title: 'This invitation was made out to another e-mail address' },
  invitation_used: { status: 409, title: 'This invitation was used already' },
  invitation_withdrawn: { status: 409, title: 'This invitation was withdrawn' },
  last_admin: { status: 409, title: 'A tenant needs at least one member who can assign roles' },
  malformed_request: { status: 400, title: 'The request could not be read' },
  manager_loop: { status: 409, title: 'Nobody is their own manager, directly or through others' },
  migration_not_ready: { status: 409, title: 'This migration is not at the point where that can be done' },
  migration_under_way: { status: 409, title: 'Requests of this workflow are being moved already' },
  member_exists: { status: 409, title: 'This person is already a member' },
  member_unknown: { status: 422, title: 'One of the members does not exist' },
  mention_unseeing: { status: 422, title: 'Somebody who is mentioned may not see this request' },
  method_not_allowed: { status: 405, title: 'This address does not take that method' },
  must_differ: { status: 403, title: 'You signed a step that somebody else must have signed' },
  name_taken: { status: 409, title: 'This name is in use already' },
  nobody_new: { status: 409, title: 'Nobody would be asked who was not asked already' },
  no_active_tenant: { status: 403, title: 'You are signed in, but not into a company' },
  no_step_applies: { status: 422, title: 'No step of the workflow applies to this request, so nobody would be asked' },
  note_settled: { status: 409, title: 'This note can no longer be changed' },
  notes_full: { status: 409, title: 'This request has as many notes as it can hold' },
  nothing_to_repair: { status: 409, title: 'There is no effect to decide about' },
  nothing_to_move: { status: 409, title: 'There is nothing to move' },
  nothing_to_continue: { status: 409, title: 'The audit was never sent to this endpoint' },
  nothing_to_replay: { status: 409, title: 'There is nothing to send again' },
  nothing_to_revoke: { status: 409, title: 'There is no decision of yours to take back' },
  no_older_secret: { status: 409, title: 'No older secret is valid any more' },
  not_a_candidate: { status: 403, title: 'This task does not wait for you' },
  not_added: { status: 409, title: 'This member was not added to this step, or not any more' },
  not_approved: { status: 409, title: 'This request is not approved' },
  not_for_api_keys: { status: 403, title: 'No API key may do this: it is done by the person, signed in' },
  not_found: { status: 404, title: 'There is nothing here that you can see' },
  not_signed_in: { status: 401, title: 'You are not signed in' },
  not_the_author: { status: 403, title: 'Only the person who wrote this note can do that' },
  not_the_requester: { status: 403, title: 'Only the person who made this request can do that' },
  not_waiting: { status: 409, title: 'This step does not wait' },
  origin_not_allowed: { status: 403, title: 'The call came from a page of another site' },
  own_request: { status: 403, title: 'Nobody decides their own request' },
  password_too_weak: { status: 422, title: 'The password is too short or too long' },
  payload_too_large: { status: 413, title: 'What was sent is too large' },
  permission_denied: { status: 403, title: 'Your roles, or the API key that called, do not allow this' },
  plan_changed: { status: 409, title: 'The plan does not hold any more' },
  precondition_failed: { status: 412, title: 'It is not any more what you read' },
  picture_unusable: { status: 422, title: 'This is no picture that can be used' },
  rate_limited: { status: 429, title: 'Too many tries; wait a moment' },
  reason_required: { status: 422, title: 'Say why: a reason is needed here' },
  reading_over: { status: 409, title: 'This reading is over' },
  reading_under_way: { status: 409, title: 'These records are being read already' },
  record_not_read: { status: 409, title: 'What another system says about this has not been read yet' },
  related_request_unknown: { status: 422, title: 'One of the related requests is none that you can see' },
  record_sets_full: { status: 409, title: 'Your company has as many record sets as it can' },
  record_set_changed: { status: 409, title: 'Somebody changed this record set meanwhile' },
  replay_over: { status: 409, title: 'This sending again is over' },
  replay_under_way: { status: 409, title: 'Deliveries of this endpoint are being sent again already' },
  repair_unsuitable: { status: 422, title: 'This cannot be decided about what was found' },
  repair_over: { status: 409, title: 'This decision is over already' },
  request_closed: { status: 409, title: 'This request has ended' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  revision_superseded: { status: 409, title: 'A newer version of this request exists' },
  revision_unchanged: { status: 409, title: 'Nothing was changed' },
  rights_changed: { status: 403, title: 'Your roles were changed at this moment' },
  role_unknown: { status: 422, title: 'One of the roles does not exist' },
  secrets_full: { status: 409, title: 'As many secrets are valid as there can be' },
  second_factor_exists: { status: 409, title: 'You have a second factor already' },
  second_factor_missing: { status: 409, title: 'You have no second factor yet' },
  second_factor_required: { status: 401, title: 'Signing in to this account needs a code of its second factor, too' },
  second_factor_wrong: { status: 403, title: 'This code is not right, or was used already' },
  sign_for_yourself: { status: 403, title: 'You were added to this step yourself, and take no other’s place in it' },
  source_changed: { status: 409, title: 'Somebody changed this source meanwhile' },
  source_paused: { status: 503, title: 'This source takes nothing for now' },
  step_up_required: { status: 403, title: 'This needs a second factor that was proved just now' },
  target_not_allowed: { status: 422, title: 'This address may not be called' },
  test_under_way: { status: 409, title: 'This connection is being tried already' },
  task_closed: { status: 409, title: 'This task is no longer open' },
  too_late_to_revoke: { status: 409, title: 'The time in which this decision could be taken back is over' },
  two_credentials: { status: 400, title: 'The call shows both a session and an API key' },
  types_mixed: { status: 422, title: 'These are requests of more than one type' },
  unavailable: { status: 503, title: 'The service cannot answer right now' },
  upload_address_invalid: { status: 403, title: 'This address takes no bytes, or no longer, or not these' },
  upload_missing: { status: 409, title: 'The bytes have not arrived, or no longer are there' },
  unsupported_media_type: { status: 415, title: 'The body must be application/json' },
  version_unknown: { status: 400, title: 'This version of the API is not served' },
  workflow_not_published: { status: 409, title: 'The workflow has no published version' },
  workflow_version_retired: { status: 409, title: 'This version is retired already' },
  workflow_version_unchanged: { status: 409, title: 'It says the same as the live version' },
  workflow_version_not_draft: { status: 409, title: 'Only a draft can be published' },
} as const satisfies Record<string, { status: number; title: string }>;

export type RefusalCode = keyof typeof refusalCatalog;

/** One field that was refused: where (RFC 6901 pointer, `/query/limit` or `/body/reason`), and a sentence. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
  /** Where within a text that somebody wrote in a language of its own, such as a condition. */
  readonly at?: SourcePlace;
}

/** `part` names the text within what the pointer leads to (`when`, `branches/big/when`); `offset` and `length` are in UTF-16 code units, `line` and `column` from 1. */
export interface SourcePlace {
  readonly part: string;
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
}

export interface RefusalDetails {
  /** A sentence: what happened, what is safe, what to do. */
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  /** What the caller needs to go on, such as the newer revision; becomes members of the problem document. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** Becomes the header Retry-After. */
  readonly retryAfterSeconds?: number;
}

/** An expected refusal with a stable code; everything else that is thrown is a bug. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    readonly details: RefusalDetails = {},
  ) {
    super(details.detail ?? refusalCatalog[code].title);
  }
  get status(): number {
    return refusalCatalog[this.code].status;
  }
}
