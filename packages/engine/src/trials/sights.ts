import { transitions } from './promises.js';

/** Steps from status to status that are legal and so rare that some hundred thousand runs may not show them. */
const rare = ['returned → approved', 'rejected → approved'];

const facts = [
  'run_started', 'condition_evaluated', 'branch_taken', 'step_skipped', 'step_done', 'task_opened', 'signature_served', 'approver_missing', 'candidates_changed', 'signer_added', 'signer_removed', 'decided', 'decision_revoked', 'task_closed', 'task_expired', 'returned',
  'went_back', 'revised', 'wait_started', 'wait_over', 'step_left', 'migrated', 'effect_wanted', 'reversed', 'compensation_begun', 'effect_let_go', 'compensation_wanted', 'compensation_ended', 'compensated', 'ended',
];
const refusals = [
  'request_closed', 'task_closed', 'not_a_candidate', 'own_request', 'not_the_requester', 'already_decided', 'must_differ', 'revision_superseded', 'revision_unchanged', 'reason_required', 'no_step_applies', 'nothing_to_revoke',
  'too_late_to_revoke', 'not_approved', 'effects_under_way', 'nobody_new', 'asked_already', 'not_added', 'sign_for_yourself', 'not_waiting', 'cannot_move', 'condition_failed',
];

/** What has to come up in enough random runs: what is never seen is not proved. */
export const expectedSights: readonly string[] = [
  ...Object.entries(transitions).flatMap(([from, all]) => all.map((to) => `${from} → ${to}`)).filter((step) => !rare.includes(step)),
  ...facts.map((kind) => `fact ${kind}`),
  ...refusals.map((code) => `refusal ${code}`),
  'branches that commute',
];

/** Of these, what comes up in less than three runs of a hundred. */
const uncommon = ['open → reversed', 'needs_approver → approved', 'returned → rejected', 'none → rejected', 'rejected → needs_approver', 'needs_approver → rejected', 'returned → cancelled', 'returned → withdrawn', 'approved → approved', 'reversed → reversed', 'rejected → open', 'refusal no_step_applies', 'refusal must_differ', 'refusal sign_for_yourself', 'refusal effects_under_way', 'branches that commute', 'needs_approver → withdrawn', 'rejected → rejected', 'withdrawn → withdrawn', 'cancelled → cancelled', 'refusal cannot_move'];
export const commonSights: readonly string[] = expectedSights.filter((what) => !uncommon.includes(what));
