import { engine, http, off, ruleOf, services } from './rule.mjs';

const ask = engine('commands/ask.ts');
const decide = engine('commands/decide.ts');
const who = services('requests/who-may-sign.part.ts');
const weigh = services('tasks/weigh-decision.part.ts');
const asked = http('app/who-may-sign');

/** A1: who may sign. */
export const signerRules = [
  ruleOf(['A1', 'own-request-not-asked'], 'Nobody is asked about their own request, unless the step says so.', [off(ask, "if (memberId === run.state.requesterId && step.requesterMaySign !== true) return 'made this request';", '')], { [http('requests/submit-request')]: ['never asks the requester, also where they hold the role'] }),
  ruleOf(['A1', 'own-request-not-decided'], 'Nobody decides their own request, also with the task at hand.', [off(decide, "if (memberId === requesterId && step?.requesterMaySign !== true) refuse({ code: 'own_request' });", '')], { [engine('commands/decide.spec.ts')]: [] }),
  ruleOf(['A1', 'own-request-ability'], 'The ability to decide ends at one’s own request.', [off('packages/permissions/src/tasks/tasks.rules.ts', "cannot('decide', 'Task', { requesterId: actor.memberId, requesterMaySign: false });", '')], { 'packages/permissions/src/platform/ability-for.spec.ts': ['are not decided by who made the request'] }),
  ruleOf(['A1', 'own-request-anywhere'], 'Of the three places that keep somebody from deciding their own request, the last one holds alone: without any of them it is decided.', [
    off(ask, "if (memberId === run.state.requesterId && step.requesterMaySign !== true) return 'made this request';", ''),
    off(decide, "if (memberId === requesterId && step?.requesterMaySign !== true) refuse({ code: 'own_request' });", ''),
    off('packages/permissions/src/tasks/tasks.rules.ts', "cannot('decide', 'Task', { requesterId: actor.memberId, requesterMaySign: false });", ''),
  ], { [http('tasks/decide-request')]: ['lets nobody decide their own request', 'lets nobody decide who was not asked'] }),
  ruleOf(['A1', 'only-those-asked'], 'Only who was asked decides.', [off(decide, "if (!task.candidateIds.includes(onBehalfOf ?? memberId)) refuse({ code: 'not_a_candidate' });", '')], { [engine('commands/decide.spec.ts')]: [] }),
  ruleOf(['A1', 'only-those-asked-ability'], 'The ability to decide is that of who was asked.', [off('packages/permissions/src/tasks/tasks.rules.ts', "can(['decide', 'add_signer'], 'Task', { candidateIds: actor.memberId });", "can(['decide', 'add_signer'], 'Task');")], { 'packages/permissions/src/platform/ability-for.spec.ts': ['are decided by those they wait for'] }),
  ruleOf(['A1', 'still-among-signers'], 'Who was asked and may sign no more, a role having been taken away, signs nothing.', [off(weigh, 'refuseUnlessStillAsked(actor, weighed, now);', '')], { [http('tasks/decide-request')]: ['lets nobody sign for a step any more whose role was taken away', 'lets nobody decide who was not asked'] }),
  ruleOf(['A1', 'empty-set-stops'], 'A step that resolves to too few stops the run and says so; it never passes.', [off(ask, 'enough: canComplete(run, { stepId: step.id, quorum, candidateIds: ids, addedIds }) }', 'enough: true }')], {
    [http('requests/submit-request')]: ['stops, and never passes, where a step resolves to fewer than it needs'],
    [http('tasks/decide-request')]: ['stops, and wants no effect, where the next step resolves to nobody'],
  }),
  ruleOf(['A1', 'people-must-differ'], 'Who signed a step that another must sign does not sign this one.', [off(ask, 'if (signer !== memberId && onBehalfOf !== memberId) continue;', 'if (signer !== null) continue;')], {
    [http('tasks/decide-for-another')]: ['signs once where two must, and stands for both where steps must differ'],
    [engine('commands/ask.spec.ts')]: [],
  }),
  ruleOf(['A1', 'differs-both-ways'], 'That two steps differ holds whichever of the two says it.', [off(ask, '(step.differsFrom?.includes(stepId) || other.differsFrom?.includes(step.id))', 'step.differsFrom?.includes(stepId)')], { [engine('commands/ask.spec.ts')]: [] }),
  ruleOf(['A1', 'one-signature-serves-two'], 'Where a step says so, an earlier signature of the same person serves it too.', [off(ask, 'if (!step.servedBy?.includes(fromStepId) || onBehalfOf !== undefined || took.has(memberId)) return [];', 'if (took !== null) return [];')], { [engine('commands/ask.spec.ts')]: [], [http('app/ways')]: ['serves the later one', 'all are asked at once'] }),
  ruleOf(['A1', 'served-by-who-could-sign'], 'A signature serves a further step only where its signer could sign that too.', [off(ask, 'if (!candidates.some((candidate) => candidate.memberId === memberId)) return [];', '')], { [engine('commands/ask.spec.ts')]: [] }),
  ruleOf(['A1', 'authority-covers'], 'Who may sign by authority has one that covers the amount.', [off(who, 'limits.some((limit) => isAtMost(amount, limit))', 'limits.length + Number(amount.amount) >= 0')], {
    [services('requests/who-may-sign.spec.ts')]: [],
    [asked]: ['asks those whose own limit, or the greatest of their roles, covers the amount'],
  }),
  ruleOf(['A1', 'authority-in-its-currency'], 'Authority in one currency is none in another.', [off(services('requests/tolerance.part.ts'), 'if (one === null || other === null || one.unit !== other.unit) return false;', 'if (one === null || other === null) return false;')], { [services('requests/who-may-sign.spec.ts')]: ['is none in another currency'] }),
  ruleOf(['A1', 'left-out'], 'Who is excepted is left out, whatever else names them.', [off(who, 'const excepted = namedBy({ ...question, leftOut: new Map() }, question.step.approvers.except ?? []);', 'const excepted = namedBy({ ...question, leftOut: new Map() }, []);')], {
    [services('requests/who-may-sign.spec.ts')]: ['leaves out whom the step excepts'],
  }),
  ruleOf(['A1', 'excluded-is-shown'], 'Who was excluded, and why, is kept with who was asked.', [off(ask, 'return { candidates, excluded: [...resolved.excluded, ...barred] };', 'return { candidates, excluded: [] };')], { [http('requests/submit-request')]: ['never asks the requester, also where they hold the role'], [asked]: ['asks those whose own limit, or the greatest of their roles, covers the amount'] }),
  ruleOf(['A1', 'source-under-condition'], 'A source that names people under a condition names nobody where it is false.', [off(who, 'const counting = sources.filter(({ when }) => when === undefined || isTrue(asked.ask(when)));', 'const counting = sources;')], { [services('requests/who-may-sign.spec.ts')]: ['counts a source only where its condition holds'] }),
  ruleOf(['A1', 'unit-of-the-requester'], 'A source of the requester’s unit names nobody of another.', [off(who, "if (source.ofUnit === 'requester' && (unit === null || person.unit !== unit)) return null;", '')], { [services('requests/who-may-sign.spec.ts')]: ['finds only those of the requester’s unit'] }),
  ruleOf(['A1', 'levels-of-managers'], 'Managers are asked as many levels up as the step says.', [off(who, ' : level > levels) return null;', ' : level > levels + 9) return null;')], { [services('requests/who-may-sign.spec.ts')]: ['are asked as many levels up'] }),
  ruleOf(['A1', 'first-with-authority'], 'Nobody above the first manager with authority is asked.', [off(who, 'below.some(({ memberId }) => settles(memberId, asked))', 'false')], { [services('requests/who-may-sign.spec.ts')]: ['are asked up to the first whose authority covers'] }),
  ruleOf(['A1', 'manager-who-was-removed'], 'A manager who was removed is passed over.', [off(who, 'below.filter(({ isRemoved }) => !isRemoved).length + 1', 'below.length + 1')], { [services('requests/who-may-sign.spec.ts')]: ['that were removed are passed over'] }),
  ruleOf(['A1', 'signers-may-decide'], 'Nobody is asked whose roles let them decide nothing, or see no request.', [off(who, 'if (maySign(person)) return null;', 'if (maySign(person) || person) return null;')], { [services('requests/who-may-sign.spec.ts')]: [] }),
  ruleOf(['A1', 'found-again-where-stopped'], 'A run that stopped looks again for people when roles change, in the same transaction.', [off(services('members/assign-member-roles.service.ts'), 'await resumeStopped(tx, record, at, { memberIds: [memberId], roleIds: [...held, ...roleIds] });', '')], { [http('members/assign-member-roles')]: ['lets a request that stopped for want of an approver go on', 'resumes a request although more than 200'] }),
  ruleOf(['A1', 'asked-anew-where-somebody-left'], 'What only somebody who was removed could sign is asked of others, or stops, in the same transaction.', [off(services('members/remove-member.part.ts'), "const asked = await releaseTasks(tx, record, at, [id], 'members');", 'const asked = 0;')], { [http('members/deactivate-member')]: ['asks others about what only the removed one was asked about'] }),
  ruleOf(['A1', 'asked-anew-where-a-role-went'], 'What only somebody who lost a role could sign is asked of others, or stops.', [off(services('members/assign-member-roles.service.ts'), 'if ([...held].some((id) => !roleIds.includes(id))) await releaseTasks(tx, record, at, [memberId]);', '')], { [http('members/assign-member-roles')]: ['stops in the same breath what nobody else may sign'] }),
  ruleOf(['A1', 'rights-hold-until-recorded'], 'Who decides holds their rights until it is recorded.', [off(services('platform/change.ts'), "if (permission !== 'member' && !now.includes(permission)) throw permissionDenied(permission);", 'if (permission) return;')], { [http('app/rights-meanwhile')]: [] }),
];
