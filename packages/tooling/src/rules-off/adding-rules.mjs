import { database, engine, http, off, ruleOf, services } from './rule.mjs';

const spec = { [engine('commands/add-signer.spec.ts')]: [] };
const add = services('tasks/add-signer.service.ts');
const added = (...names) => ({ [http('tasks/add-signer')]: names });

/** A8: one more must sign. */
export const addingRules = [
  ruleOf(['A8', 'added-must-sign'], 'Nobody signs in place of somebody who was added.', [off(engine('commands/run.ts'), 'addedIds.filter((id) => !took.has(id)).length', '0')], spec),
  ruleOf(['A8', 'added-besides'], 'Where somebody was added, as many others must sign as before.', [off(engine('state/apply-fact.ts'), 'quorum: task.quorum + 1,', '')], { ...spec, ...added('has them sign besides') }),
  ruleOf(['A8', 'added-each-time'], 'Who was added is asked again when the step is.', [off(engine('commands/ask.ts'), 'if (added.length === 0) return byRule;', 'if (added.length >= 0) return byRule;')], { ...spec, ...added('asks them again when the step is asked anew') }),
  ruleOf(['A8', 'added-stays-asked'], 'Asking others instead takes nothing from who was added.', [off(engine('commands/reassign.ts'), ' || task.addedIds?.includes(id)', '')], spec),
  ruleOf(['A8', 'added-acts-for-nobody'], 'Who was added takes no other’s place in that step.', [off(engine('commands/decide.ts'), "if (onBehalfOf !== undefined && task.addedIds?.includes(memberId)) refuse({ code: 'sign_for_yourself' });", '')], { ...spec, ...added('they act for nobody there') }),
  ruleOf(['A8', 'added-once'], 'Nobody is added who is asked already.', [off(engine('commands/add-signer.ts'), "if (candidateIds.includes(memberId) || tookPart(run.state, stepId).has(memberId)) refuse({ code: 'asked_already' });", '')], { ...spec, ...added('adds nobody who may not sign, is asked or was added already') }),
  ruleOf(['A8', 'added-by-who-may'], 'Only who may ask others, and who is asked, adds a signer.', [off(add, "if (!actor.ability.can('add_signer', taskSubjectOf(file, task.stepId, open?.candidateIds ?? [])))", 'if (subject === null)')], added('adds nobody for who neither may ask others nor is asked')),
  ruleOf(['A8', 'added-is-told'], 'Who is added is told.', [off(add, 'askedIds: [memberId], toWatchers: false', 'askedIds: [], toWatchers: false')], added('has them sign besides')),
  ruleOf(['A8', 'added-is-known'], 'Who was asked by name is looked at with what they may do, whoever the workflow names.', [off(database('requests/request-file.repository.ts'), "state === null ? '' : where(needs, 'asked', `union", "state !== null ? '' : where(needs, 'asked', `union")], { ...added('goes on where they may again'), [http('tasks/reassign-task')]: ['goes on asking whom it was given to'] }),
  ruleOf(['A8', 'taken-back-by-who-may'], 'An addition is taken back by whoever made it, or may ask others.', [off(services('tasks/remove-signer.service.ts'), 'if (!mayTakeBack(actor, added?.byMemberId ?? null))', 'if (signerId === null)')], { [http('tasks/remove-signer')]: ['is refused to who neither added them'] }),
  ruleOf(['A8', 'taken-back-is-not-asked'], 'Who was added and is taken back decides no more, unless they were asked without that.', [off(engine('commands/add-signer.ts'), 'if (!task?.askedAnywayIds?.includes(memberId)) return { isAskedStill: false };', 'if (task === undefined) return { isAskedStill: false };')], { ...spec, [http('tasks/remove-signer')]: ['asks them no more, although they hold by now the role'] }),
  ruleOf(['A8', 'asked-anyway-stays'], 'Who was added and asked by somebody besides goes on being asked once the addition is taken back.', [off(engine('commands/reassign.ts'), '...(askedAnywayIds.length > 0 && { askedAnywayIds }), ', '')], { ...spec, [http('tasks/remove-signer')]: ['goes on asking whom somebody asked meanwhile'] }),
  ruleOf(['A8', 'nobody-to-add'], 'Where everybody who may decide is asked, adding a signer is shown as what cannot be done, and why.', [off(services('screens/request-sheet.part.ts'), 'nobodyToAdd: mayAddTo.length > 0 && addable.length === 0,', 'nobodyToAdd: false,')], added('is shown as what cannot be done')),
  ruleOf(['A8', 'signed-stays-added'], 'Who was added and has signed is not taken back.', [off(engine('commands/add-signer.ts'), "if (tookPart(run.state, stepId).has(memberId)) refuse({ code: 'already_decided' });", '')], { ...spec, [http('tasks/remove-signer')]: ['is refused once they signed'] }),
];
