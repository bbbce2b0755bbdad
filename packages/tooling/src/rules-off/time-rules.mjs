import { database, engine, http, off, ruleOf, services } from './rule.mjs';

const fired = services('timers/fire-timer.db.spec.ts');
const act = services('timers/act-on-timer.part.ts');
const fire = services('timers/fire-timer.service.ts');
const working = services('calendars/working-time.part.ts');
const inTime = services('calendars/working-time.spec.ts');
const once = 'do nothing before their time by the clock of the database';
const asked = 'ask others besides once it is overdue by so long';
const second = services('identity/second-factor.part.ts');
const proved = http('identity/prove-second-factor');
const wrong = 'tells who has none to set one up';

/** A10: due times. A11: a fresh second factor. */
export const timeRules = [
  ruleOf(['A10', 'due-in-working-time'], 'A task is due when its working time is over.', [off(services('requests/timers-of.part.ts'), 'return calendar === null ? null : addWorking(calendar, from, span);', 'return calendar === null ? null : new Date(from.getTime() + 3_600_000);')], { [fired]: ['stand when it opens, each with its job', 'keeps to the wall of the calendar'] }),
  ruleOf(['A10', 'no-work-on-holidays'], 'No work is done on a holiday.', [off(working, 'if (holidays.some((holiday) => holiday.date === date)) return [];', 'if (holidays.some((holiday) => holiday.date === `${date}!`)) return [];')], { [inTime]: [], [http('calendars/preview-working-time')]: [] }),
  ruleOf(['A10', 'clocks-that-change'], 'Working time keeps to the clock of the wall where clocks change.', [off(working, "wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' })", "wall.toZonedDateTime('UTC', { disambiguation: 'earlier' })")], { [inTime]: [], [fired]: ['keeps to the wall of the calendar', once] }),
  ruleOf(['A10', 'never-early'], 'Nothing happens before its time by the database’s clock.', [off(fire, 'if (timer.waitMs > 0) {', 'if (timer.waitMs === null) {')], { [fired]: [once, asked] }),
  ruleOf(['A10', 'once'], 'A timer fires once, however often it is woken.', [off(fire, "await tx.timers.end(timerId, acted ? 'fired' : 'moot', at);", '')], { [fired]: [once, asked] }),
  ruleOf(['A10', 'moot-once-decided'], 'What nobody waits for any more is moot.', [off(act, 'if (!task) return false;', "if (!task) return remind(firing, { number: 0, stepId: file.run.state.doneStepIds[0] ?? '', revision: 1, quorum: 1, candidateIds: [] });")], { [fired]: ['are moot once somebody has decided', once] }),
  ruleOf(['A10', 'reminds-who-has-not-signed'], 'Those who have not signed are reminded.', [off(act, 'askedIds: task.candidateIds.filter((id) => !signed.includes(id)), toWatchers: isDue', 'askedIds: [], toWatchers: isDue')], { [fired]: [once, asked] }),
  ruleOf(['A10', 'escalates'], 'Once it is overdue, others are asked besides.', [off(engine('commands/time.ts'), "addCandidates(run, task, to, { byMemberId: null, why: 'escalated', reason: null, instead: false });", '')], { [engine('commands/time.spec.ts')]: [] }),
  ruleOf(['A10', 'escalates-to-who-may'], 'Nobody is asked so who may not sign.', [off(engine('commands/time.ts'), '.candidates.filter(({ memberId }) => whyBarred(run, step, memberId) === null)', '.candidates')], { [engine('commands/time.spec.ts')]: [] }),
  ruleOf(['A10', 'expires'], 'Or the step says no by itself, and never yes.', [off(engine('commands/time.ts'), "run.close(task, onOverdue.then === 'reject' ? 'rejected' : 'changes_requested');\n    return giveBack(run, stepId, onOverdue.then === 'reject' ? step.onReject : 'return');", "return run.close(task, 'approved');")], { [engine('commands/time.spec.ts')]: [] }),
  ruleOf(['A10', 'wait-of-its-own-time'], 'A wait ends at its own time.', [off(act, 'stepId === timer.stepId && until !== null && Date.parse(until) === timer.at.getTime()', 'stepId === timer.stepId')], { [fired]: ['is not ended by the time of a wait before it'] }),
  ruleOf(['A10', 'lost-jobs-are-found'], 'A timer whose job was lost is found and fired.', [off(database('timers/timer.repository.ts'), "and t.state = 'waiting' and t.at <= clock_timestamp() - $2::int", "and t.state = 'moot' and t.at <= clock_timestamp() - $2::int")], { [fired]: ['finds by a sweep what a lost job', once] }),
  ruleOf(['A10', 'reassigned-to-who-may'], 'Nobody is asked by somebody who may not sign.', [off(services('tasks/askable.part.ts'), 'if (person && candidates.some((candidate) => candidate.memberId === memberId)) return', 'if (person) return')], { [http('tasks/reassign-task')]: ['asks nobody who may not sign', 'asks nobody whom the step leaves out'] }),
  ruleOf(['A10', 'reassigned-with-a-reason'], 'Who asks others says why, which is shown.', [off(services('tasks/reassign-task.service.ts'), 'because: `was asked by ${actor.name}: ${reason}`', "because: 'was asked'")], { [http('tasks/reassign-task')]: ['asks others instead, tells them, shows who asked and why', 'asks them besides'] }),
  ruleOf(['A10', 'instead'], 'Who was asked before, and others now instead, decides no more.', [off(engine('commands/reassign.ts'), 'task.candidateIds.filter((id) => !instead || signed.includes(id) || task.addedIds?.includes(id))', 'task.candidateIds')], { [engine('commands/reassign.spec.ts')]: [] }),
  ruleOf(['A11', 'step-up-to-decide'], 'A step that is marked for it is decided with a fresh second factor only.', [off(services('tasks/decide-request.service.ts'), 'asksStepUp(file) ? requireStepUp(house, sessionOf(call.caller)) : null', 'asksStepUp(file) && !house ? requireStepUp(house, sessionOf(call.caller)) : null')], { [http('tasks/step-up-to-decide')]: [] }),
  ruleOf(['A11', 'fresh'], 'It counts for a few minutes.', [off(second, 'return until > house.now() ? until : null;', 'return until;')], { [proved]: ['counts for this session and for five minutes', wrong] }),
  ruleOf(['A11', 'said-in-the-audit'], 'How it was proved, and when, stands in the audit.', [off(services('tasks/decide-request.service.ts'), '...(steppedUp && { steppedUp: { by: steppedUp.by, at: steppedUp.at.toISOString() } })', '')], { [http('tasks/step-up-to-decide')]: [] }),
  ruleOf(['A11', 'codes-are-good-once'], 'A code is good once.', [off(second, 'if (step <= Number(usedStep)) throw usedBefore();', ''), off(services('identity/prove-second-factor.service.ts'), 'if (!(await tx.entry.proveSecondFactor(session, proof, at))) throw usedBefore();', 'await tx.entry.proveSecondFactor(session, proof, at);')], { [proved]: [] }),
  ruleOf(['A11', 'codes-of-this-moment'], 'A code of another moment is none.', [off(services('identity/totp.part.ts'), 'const drift = 1;', 'const drift = 9;')], { [services('identity/totp.spec.ts')]: [] }),
  ruleOf(['A11', 'tries-are-counted'], 'Codes cannot be tried without end.', [off(services('identity/limit-proofs.part.ts'), "await limitTries(house.identityPool, 'second factor in session of', session.userId, house.settings.limits.codesPerAccount);", '')], { [proved]: ['limits the codes that are tried', wrong] }),
  ruleOf(['A10', 'by-the-named-calendar'], 'A step counts by the calendar that it names.', [off(services('calendars/calendar-of-step.part.ts'), 'return named === undefined ? byDefault', 'return named !== null ? byDefault')], { [http('app/calendar-of-a-step')]: ['is due, reminds, acts and waits by it'] }),
  ruleOf(['A10', 'named-calendar-is-there'], 'A calendar that a step names is the company’s own.', [off(services('workflows/check-references.part.ts'), 'calendarId !== undefined && !known.has(calendarId)', 'calendarId !== undefined && known.size > 99')], { [http('app/calendar-of-a-step')]: ['has to be there'] }),
  ruleOf(['A10', 'counting-calendar-stays'], 'A calendar by which something counts is not deleted.', [off(services('calendars/delete-calendar.service.ts'), 'if (counting.length > 0) throw', 'if (counting.length > 99) throw')], { [http('app/calendar-of-a-step')]: ['is not deleted as long as'] }),
];
