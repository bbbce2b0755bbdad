/**
 * Every expected refusal: stable code, HTTP status, a title for people.
 * A refusal is not an error (architecture.md, law 6): it is thrown as `Refusal`, mapped once to
 * problem details (RFC 9457), and nothing was written.
 */
export const refusalCatalog = {
  already_decided: { status: 409, title: 'You have already decided this task' },
  condition_failed: { status: 422, title: 'A condition of the workflow cannot be worked out for this request' },
  consequences_changed: { status: 409, title: 'What this decision would cause has changed since you looked' },
  credentials_wrong: { status: 401, title: 'E-mail or password is not right' },
  definition_invalid: { status: 422, title: 'The workflow definition is not valid' },
  email_taken: { status: 409, title: 'An account with this e-mail exists already' },
  form_invalid: { status: 422, title: 'The form is not a JSON Schema that can be used here' },
  idempotency_key_required: { status: 400, title: 'This call needs an Idempotency-Key header' },
  idempotency_key_reused: { status: 422, title: 'This Idempotency-Key was used with a different body' },
  invalid_input: { status: 422, title: 'Some of what was sent cannot be accepted' },
  invitation_expired: { status: 409, title: 'This invitation has expired' },
  invitation_for_another: { status: 403, title: 'This invitation was made out to another e-mail address' },
  invitation_used: { status: 409, title: 'This invitation was used already' },
  invitation_withdrawn: { status: 409, title: 'This invitation was withdrawn' },
  last_admin: { status: 409, title: 'A tenant needs at least one member who can assign roles' },
  malformed_request: { status: 400, title: 'The request could not be read' },
  member_exists: { status: 409, title: 'This person is already a member' },
  method_not_allowed: { status: 405, title: 'This address does not take that method' },
  name_taken: { status: 409, title: 'This name is in use already' },
  no_active_tenant: { status: 403, title: 'You are signed in, but not into a company' },
  no_step_applies: { status: 422, title: 'No step of the workflow applies to this request, so nobody would be asked' },
  notes_full: { status: 409, title: 'This request has as many notes as it can hold' },
  not_a_candidate: { status: 403, title: 'This task does not wait for you' },
  not_found: { status: 404, title: 'There is nothing here that you can see' },
  not_signed_in: { status: 401, title: 'You are not signed in' },
  not_the_requester: { status: 403, title: 'Only the person who made this request can do that' },
  origin_not_allowed: { status: 403, title: 'The call came from a page of another site' },
  own_request: { status: 403, title: 'Nobody decides their own request' },
  password_too_weak: { status: 422, title: 'The password is too short or too long' },
  payload_too_large: { status: 413, title: 'What was sent is too large' },
  permission_denied: { status: 403, title: 'Your roles do not allow this' },
  picture_unusable: { status: 422, title: 'This is no picture that can be used' },
  rate_limited: { status: 429, title: 'Too many tries; wait a moment' },
  reason_required: { status: 422, title: 'Say why: a reason is needed here' },
  related_request_unknown: { status: 422, title: 'One of the related requests is none that you can see' },
  request_closed: { status: 409, title: 'This request has ended' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  revision_superseded: { status: 409, title: 'A newer version of this request exists' },
  revision_unchanged: { status: 409, title: 'Nothing was changed' },
  role_unknown: { status: 422, title: 'One of the roles does not exist' },
  target_not_allowed: { status: 422, title: 'This address may not be called' },
  task_closed: { status: 409, title: 'This task is no longer open' },
  unavailable: { status: 503, title: 'The service cannot answer right now' },
  upload_address_invalid: { status: 403, title: 'This address takes no bytes, or no longer, or not these' },
  upload_missing: { status: 409, title: 'The bytes have not arrived, or no longer are there' },
  unsupported_media_type: { status: 415, title: 'The body must be application/json' },
  workflow_not_published: { status: 409, title: 'The workflow has no published version' },
  workflow_version_not_draft: { status: 409, title: 'Only a draft can be published' },
} as const satisfies Record<string, { status: number; title: string }>;

export type RefusalCode = keyof typeof refusalCatalog;

/** One field that was refused: where (RFC 6901 pointer, `/query/limit` or `/body/reason`), and a sentence. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
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
