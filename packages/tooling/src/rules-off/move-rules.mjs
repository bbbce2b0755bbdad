import { database, engine, http, off, ruleOf, services } from './rule.mjs';

const moves = services('run-migrations/run-migration.db.spec.ts');
const moveRun = services('run-migrations/move-run.part.ts');
const started = http('run-migrations/start-migration');
const reassigned = services('tasks/reassign-task.service.ts');
const waiting = database('requests/waiting-list.repository.ts');
const inbox = { [http('screens/show-inbox')]: ['groups what waits by when it is due'] };

/** B2: requests are moved to a newer version, by a plan. A10: what waits by when it is due, and others who are asked. */
export const moveRules = [
  ruleOf(['B2', 'moved-signatures-are-the-same'], 'A run that is moved keeps a signature only where the other version asks the same people under the same rules.', [off(engine('commands/migrate.ts'), 'changedRules(from, run.definition, stepId)?.length === 0', 'changedRules(from, run.definition, stepId) !== null')], { [engine('commands/migrate.spec.ts')]: [] }),
  ruleOf(['B2', 'begun-effects-stay'], 'A run whose effects have begun is not moved.', [off(engine('commands/migrate.ts'), "if (effectStepIds.length > 0) refuse({ code: 'cannot_move', stepId: effectStepIds[0] ?? null, message: 'Its effects have begun. Let it end, or reverse it.' });", '')], { [engine('commands/migrate.spec.ts')]: [] }),
  ruleOf(['B2', 'moved-as-was-shown'], 'A request that would fare otherwise than the plan said is left alone.', [off(moveRun, 'if (judged?.foreseenDigest !== planned.foreseenDigest) {', 'if (judged === null) {')], { [moves]: ['leaves alone a request that would fare otherwise', 'is the same, by its digest'] }),
  ruleOf(['B2', 'moved-for-a-reason'], 'That a request was moved stands in the audit with the reason.', [off(moveRun, 'reason: start?.reason ?? null,', 'reason: null,')], { [moves]: ['does to each what the plan said', 'is the same, by its digest'] }),
  ruleOf(['B2', 'started-as-was-shown'], 'No other plan is started than the one that was shown.', [off(services('run-migrations/start-migration.service.ts'), 'if (planDigest !== migration.planDigest) throw', "if (planDigest === '') throw")], { [started]: ['starts no other plan than the one that was shown', 'begins to move what the plan shows'] }),
  ruleOf(['B2', 'towards-the-live-version'], 'Nothing is moved towards a version that is not live any more.', [off(services('run-migrations/view-migration.part.ts'), 'if (!isTargetLive) throw', 'if (!isTargetLive && toVersion === 0) throw')], { [started]: ['starts no other plan than the one that was shown', 'begins to move what the plan shows'], [http('run-migrations/resume-migration')]: ['nor towards a version that is not live any more'] }),
  ruleOf(['B2', 'stopped-moves-nothing'], 'Once it was stopped, nothing moves any more.', [off(database('run-migrations/run-migration.repository.ts'), "and g.state = 'running' for share", 'for share'), off(services('run-migrations/run-migration.service.ts'), "return migration?.state === 'running' ? this.moveAll(job, round) : 'nothing_to_do';", "return migration?.state === 'running' || migration?.state === 'stopped' ? this.moveAll(job, round) : 'nothing_to_do';")], { [moves]: ['stops at once, goes on from there', 'is the same, by its digest'] }),
  ruleOf(['B2', 'one-move-at-a-time'], 'While requests of a workflow are being moved, no other move of them is planned.', [off(services('run-migrations/plan-migration.service.ts'), 'await refuseWhereOneRuns(tx, workflowId);', '')], { [http('run-migrations/plan-migration')]: ['plans nothing while requests of this workflow are being moved'] }),
  ruleOf(['A10', 'overdue-is-said'], 'What is overdue stands with what is overdue in the inbox.', [off(waiting, " when t.due_at <= $3 then 'overdue'", '')], inbox),
  ruleOf(['A10', 'first-what-is-due-first'], 'What is due first stands first.', [off(waiting, 'order by first.due_at nulls last, first.id', 'order by first.id')], inbox),
  ruleOf(['A10', 'asked-is-told'], 'Who is asked by somebody is told.', [off(reassigned, 'askedIds: memberIds, toWatchers: false', 'askedIds: [], toWatchers: false')], { [http('tasks/reassign-task')]: ['asks others instead, tells them', 'asks them besides'] }),
];
