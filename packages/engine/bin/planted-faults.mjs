/**
 * Mistakes that `npm run check:sequences -- --plant` makes in the engine, one at a time, as it is loaded; each must be found. A mistake whose
 * place is not found any more ends the command: then it is written anew for the code that is there now.
 */
export const plantedFaults = [
  { name: 'a signature survives a revision that voids it', file: 'commands/revise.js', find: 'if (!returned && fields.length === 0) continue;', instead: 'if (!returned) continue;' },
  { name: 'a void is dropped where the signature serves another step', file: 'commands/run.js', find: 'other.servedFrom === stepId &&', instead: 'false &&' },
  { name: 'somebody signs a step twice', file: 'commands/decide.js', find: 'if (took.has(memberId) ||', instead: 'if (' },
  { name: 'the same signs where people must differ', file: 'commands/ask.js', find: 'step.differsFrom?.includes(stepId) ||', instead: 'false ||' },
  { name: 'the requester signs their own request', file: 'commands/ask.js', find: 'if (memberId === run.state.requesterId &&', instead: 'if (false &&' },
  { name: 'a step that resolves to nobody passes', file: 'commands/advance.js', find: "if (task === undefined || run.missing(task) > 0) return 'waits';", instead: "if (task === undefined) return run.state.stoppedStepIds.length > 1 ? 'passed' : 'waits'; if (run.missing(task) > 0) return 'waits';" },
  { name: 'the task of a branch that is not needed stays open', file: 'commands/advance.js', find: 'if (!awaited.has(task.stepId)) run.close(', instead: 'if (false) run.close(' },
  { name: 'a parallel step opens one branch after the other', file: 'commands/advance.js', find: "if (way === 'ended') return way;", instead: "if (way !== 'passed') return way;" },
  { name: 'effects are undone in the order in which they were wanted', file: 'commands/run.js', find: '].reverse()', instead: ']' },
  { name: 'a decision of another revision counts', file: 'commands/decide.js', find: 'if (command.revisionDigest !== revisionDigest)', instead: 'if (command.revisionDigest === undefined)' },
  { name: 'a signature serves a step that is bound to what changed since', file: 'commands/ask.js', find: 'memberId\n        }).length > 0) return [];', instead: 'memberId\n        }).length > 99) return [];' },
  { name: 'a refusal is taken back after the run was withdrawn', file: 'commands/undo.js', find: "status !== 'returned' && status !== 'rejected'", instead: "status === 'open'" },
  { name: 'a step that was gone back to keeps its signatures', file: 'state/apply-fact.js', find: 'signatures: state.signatures.filter(({ stepId })=>!fact.reopenedStepIds.includes(stepId)),', instead: '' },
  { name: 'moving to another version keeps signatures of steps that ask for others', file: 'commands/migrate.js', find: 'changedRules(from, run.definition, stepId)?.length === 0', instead: 'changedRules(from, run.definition, stepId) !== null' },
  { name: 'a condition is not looked at again after a revision', file: 'commands/revise.js', find: 'run.asksAgain = (source)=>run.world.readsAnew(source);', instead: '' },
  { name: 'a fact is not kept', file: 'commands/run.js', find: 'this.facts.push(stamped);', instead: "if (stamped.kind !== 'step_left') this.facts.push(stamped);" },
  { name: 'a task that nobody left can complete stays open', file: 'commands/reassign.js', find: 'if (!canBeCompleted(', instead: 'if (false && !canBeCompleted(' },
  { name: 'others sign in place of somebody who was added', file: 'commands/run.js', find: 'addedIds.filter((id)=>!took.has(id)).length', instead: '0' },
  { name: 'a step asked anew forgets who was added', file: 'commands/ask.js', find: 'if (added.length === 0) return byRule;', instead: 'if (added.length < 9) return byRule;' },
  { name: 'who was added stays asked once that is taken back', file: 'commands/add-signer.js', find: 'if (!task?.askedAnywayIds?.includes(memberId)) return {', instead: 'if (task === undefined) return {' },
  { name: 'what was not carried out is undone', file: 'commands/compensate.js', find: "if (is === 'not_begun' || is === 'not_done')", instead: "if (is === 'not_begun')" },
  { name: 'what is undone does not wait for what is under way', file: 'commands/compensate.js', find: 'if (run.state.effectStepIds.every(isDone))', instead: 'if (run.state.effectStepIds.some(isDone))' },
  { name: 'what it did is undone a second time', file: 'commands/compensate.js', find: 'if (compensation !== undefined)', instead: "if (compensation?.state === 'compensated')" },
  { name: 'a run goes on that is undone', file: 'state/apply-fact.js', find: 'waits: [],\n        compensation: {', instead: 'compensation: {' },
  { name: 'nobody says that all is undone', file: 'commands/run.js', find: "compensation?.state === 'compensating' && compensation.leftStepIds.length === 0", instead: 'false' },
  { name: 'a state is changed in place', file: 'state/apply-fact.js', find: '...without(state.stoppedStepIds, fact.stepId),\n', instead: '...(state.stoppedStepIds.push(fact.stepId), []),\n' },
];

/** Mistakes that a house around the engine could make, in the simulated one. */
export const plantedInSimulation = [
  { name: 'what is sent again carries another key', file: 'trials/simulation.js', find: 'const { runId, key, sent } = intention;', instead: 'const { runId, sent } = intention; const key = `${intention.key} ${this.sentAgain}`;' },
  { name: 'an answer goes out before the commit', file: 'trials/simulation.js', find: 'const told = store.commit(', instead: 'this.respond(intention, answer.facts); const told = store.commit(' },
  { name: 'nobody waits for a lock', file: 'trials/simulation.js', find: 'if (!store.lock(', instead: 'if (false && !store.lock(' },
  { name: 'a process that died goes on', file: 'trials/simulation.js', find: 'if (!life.lasts()) return;', instead: '' },
  { name: 'an effect gets another id each time', file: 'trials/simulated-worker.js', find: 'const webhookId = effect.id;', instead: 'const webhookId = `${effect.id} ${this.attempts}`;' },
  { name: 'what was begun counts as not begun', file: 'trials/simulated-store.js', find: "begun ? 'under_way' : 'not_begun'", instead: "'not_begun'" },
  { name: 'what is undone does not wait for its turn', file: 'trials/simulated-worker.js', find: '(after === null || after.over !== null)', instead: 'true' },
];
