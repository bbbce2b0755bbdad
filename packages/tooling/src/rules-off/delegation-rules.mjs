import { database, engine, http, off, ruleOf, services } from './rule.mjs';

const rows = database('delegations/delegation.repository.ts');
const create = services('delegations/create-delegation.service.ts');
const forAnother = http('tasks/decide-for-another');
const created = http('delegations/create-delegation');
const plain = 'is asked in the inbox, sees the request, decides';

/** A9: somebody decides in the place of another. */
export const delegationRules = [
  ruleOf(['A9', 'from'], 'A delegate decides nothing before it begins.', [off(rows, 'd.ended_at is null and d.starts_at <= statement_timestamp() and d.ends_at > statement_timestamp()', 'd.ended_at is null and d.ends_at > statement_timestamp()')], { [forAnother]: ['decides nothing before it begins', plain] }),
  ruleOf(['A9', 'until'], 'Nor from its end on.', [off(rows, 'd.starts_at <= statement_timestamp() and d.ends_at > statement_timestamp()', 'd.starts_at <= statement_timestamp()')], { [forAnother]: ['decides nothing before it begins', plain] }),
  ruleOf(['A9', 'ended'], 'Nor once it was ended.', [off(rows, 'd.ended_at is null and d.starts_at <= statement_timestamp() and', 'd.starts_at <= statement_timestamp() and')], { [forAnother]: ['decides nothing before it begins', plain] }),
  ruleOf(['A9', 'up-to-its-limit'], 'A delegate decides up to the limit, in its currency.', [off(rows, '  and (d.limit_amount is null or (q.currency = d.limit_currency and q.amount <= d.limit_amount))\n', '')], { [forAnother]: ['decides up to the limit, in its currency', plain] }),
  ruleOf(['A9', 'of-its-types'], 'A delegate decides requests of the types that it is narrowed to.', [off(rows, 'and (not d.is_narrowed or exists', 'and (true or exists')], { [forAnother]: ['decides up to the limit, in its currency', plain] }),
  ruleOf(['A9', 'no-circle'], 'Delegations make no circle.', [off(create, 'if (await tx.delegations.closesCircle({ principalId, delegateId, startsAt, endsAt })) {', 'if (principalId === delegateId) {')], { [created]: ['refuses a circle, of two and of three', 'holds fifty of a member'] }),
  ruleOf(['A9', 'no-circle-at-once'], 'Nor where two who would close one come at once.', [off(create, 'await tx.delegations.lock();', '')], { [created]: ['refuses a circle, of two and of three', 'holds fifty of a member'] }),
  ruleOf(['A9', 'gives-no-rights'], 'A delegation gives no rights: who may decide nothing is no delegate.', [off(create, "if (!permissions.includes('task.decide') || !", 'if (!permissions && !')], { [created]: ['gives no rights', 'refuses a span that is over'] }),
  ruleOf(['A9', 'nor-those-taken-since'], 'Who lost the right to decide takes nobody’s place.', [off(services('delegations/principals.part.ts'), "return actor.permissions.includes('task.decide') && (all || candidateId !== null);", 'return all || candidateId !== null;'), off(services('platform/change.ts'), "if (permission !== 'member' && !now.includes(permission)) throw permissionDenied(permission);", '')], { [forAnother]: [] }),
  ruleOf(['A9', 'dates-are-bounded'], 'A delegation has a beginning and an end, a year apart at most.', [off(create, "if (to - from > spanMaxMs) throw invalid('/body/endsAt', 'It lasts a year at most.');", '')], { [created]: ['refuses a span that is over', 'gives no rights'] }),
  ruleOf(['A9', 'b-for-a-kept'], 'That B decided for A stands in the decision.', [off(services('tasks/decide-request.service.ts'), 'onBehalfOf: onBehalfOf?.memberId ?? null, verdict', 'onBehalfOf: null, verdict')], { [forAnother]: [plain, 'decides nothing before it begins'] }),
  ruleOf(['A9', 'b-for-a-audited'], 'And in the audit.', [off(services('tasks/decide-request.service.ts'), 'after: { verdict, ...(onBehalfOf && { onBehalfOf: onBehalfOf.memberId }), status,', 'after: { verdict, status,')], { [forAnother]: [plain, 'decides nothing before it begins'] }),
  ruleOf(['A9', 'counts-once'], 'Who signed for another does not sign the same step for themselves, nor the other after them.', [off(engine('state/run-state.ts'), '(onBehalfOf === undefined ? [memberId] : [memberId, onBehalfOf])', '(onBehalfOf === undefined ? [memberId] : [onBehalfOf])')], { [forAnother]: ['signs once where two must', plain] }),
  ruleOf(['A9', 'not-ones-own-request'], 'Nobody’s own request is decided in their place.', [off(engine('commands/decide.ts'), "if (onBehalfOf !== undefined && whyBarred(run, step, onBehalfOf) === 'made this request') refuse({ code: 'own_request' });", '')], { [engine('commands/decide.spec.ts')]: [] }),
  ruleOf(['A9', 'not-by-who-made-it'], 'Who made a request does not decide it in the place of another.', [off(engine('commands/decide.ts'), "if (memberId === requesterId && step?.requesterMaySign !== true) refuse({ code: 'own_request' });", '')], { [forAnother]: ['decides no request of their own', plain] }),
  ruleOf(['A9', 'not-further-than-the-principal'], 'Where the principal may not sign any more, neither may the delegate.', [off(services('tasks/weigh-decision.part.ts'), 'if (candidates.some((candidate) => candidate.memberId === askedId)) return;', 'if (onBehalfOf || candidates.some((candidate) => candidate.memberId === askedId)) return;')], { [forAnother]: ['may not go on where the principal may not', plain] }),
  ruleOf(['A9', 'ends-for-who-is-deciding'], 'Who ends one waits until what is being decided by it is recorded.', [off(rows, 'order by d.id for share', 'order by d.id')], { [forAnother]: ['has decided before an end that comes at the same moment', plain] }),
  ruleOf(['A9', 'ended-by-whose-it-is'], 'It is ended by either of the two, or an administrator; to others it is not there.', [off(services('delegations/end-delegation.service.ts'), "if (!row || !mayEnd(row, actor)) throw", 'if (!row) throw')], { [http('delegations/end-delegation')]: [] }),
];
