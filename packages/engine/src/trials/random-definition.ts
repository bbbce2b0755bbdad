import type { ApprovalStep, AskEffect, Overdue, Source, Step, WorkflowDefinition } from '../definition/definition.js';
import type { Chance } from './chance.js';
import { members, roles, sources } from './surroundings.js';
import { approval, condition, definitionOf, effect, end, parallel, wait } from './trial.js';

/** What has been placed so far, for steps that refer to others. */
interface Placing {
  readonly chance: Chance;
  /** How many more steps there may be. */
  left: number;
  count: number;
  readonly approvals: string[];
  /** Whether effects that fail have what was carried out undone; then each says what undoes it. */
  readonly compensates: boolean;
}

/** Where the next step stands. */
interface Place {
  readonly depth: number;
  readonly withinParallel: boolean;
  /** Steps that a rejection may go back to. */
  readonly before: readonly string[];
}

/** A workflow that may be published: nested as deeply as two, approvals first, effects at its tail. */
export function randomDefinition(chance: Chance): WorkflowDefinition {
  const placing: Placing = { chance, left: 3 + chance.below(6), count: 0, approvals: [], compensates: chance.oneIn(2) };
  const top: Place = { depth: 0, withinParallel: false, before: [] };
  const body = sequence(placing, top, 1 + chance.below(3));
  // Somebody is asked on every way.
  const surely = plainApproval(placing, body.map(({ id }) => id));
  return definitionOf(...body, surely, ...tail(placing));
}

const nextId = (placing: Placing) => `s${placing.count++}`;

function sequence(placing: Placing, place: Place, length: number): Step[] {
  const steps: Step[] = [];
  while (steps.length < length && placing.left > 0) {
    placing.left -= 1;
    steps.push(stepFor(placing, { ...place, before: [...place.before, ...steps.map(({ id }) => id)] }));
  }
  return steps;
}

function stepFor(placing: Placing, place: Place): Step {
  const { chance } = placing;
  const when = chance.oneIn(5) ? chance.pick(sources) : undefined;
  const kind = place.depth < 2 ? chance.pick(['approval', 'approval', 'approval', 'wait', 'condition', 'parallel', 'parallel']) : chance.pick(['approval', 'approval', 'approval', 'wait']);
  const step = { approval: () => randomApproval(placing, place.before), wait: () => randomWait(placing), condition: () => randomCondition(placing, place), parallel: () => randomParallel(placing, place) }[kind]();
  return when === undefined ? step : { ...step, when };
}

const randomWait = (placing: Placing) => wait(nextId(placing), placing.chance.pick([{ hours: 30 }, { field: 'z' }]));

function randomCondition(placing: Placing, place: Place): Step {
  const { chance } = placing;
  const id = nextId(placing);
  const inner = { ...place, depth: place.depth + 1 };
  const first = sequence(placing, inner, 1 + chance.below(2));
  const branches = [{ id: 'b0', when: chance.pick(sources), steps: first }];
  if (chance.oneIn(4)) branches.push({ id: 'b1', when: chance.pick(sources), steps: [end(nextId(placing), 'rejected')] });
  return { ...condition(id, {}, chance.oneIn(2) ? sequence(placing, inner, 1) : []), branches };
}

function randomParallel(placing: Placing, place: Place): Step {
  const { chance } = placing;
  const id = nextId(placing);
  const branches: Step[][] = [];
  const count = 2 + chance.below(2);
  for (let branch = 0; branch < count; branch++) {
    const steps = sequence(placing, { ...place, depth: place.depth + 1, withinParallel: true }, 1 + chance.below(2));
    branches.push(steps.length > 0 ? steps : [plainApproval(placing, [])]);
  }
  return parallel(id, chance.oneIn(3) ? 1 + chance.below(count) : 'all', ...branches);
}

function plainApproval(placing: Placing, before: readonly string[]): Step {
  placing.left -= 1;
  return randomApproval(placing, before);
}

function randomApproval(placing: Placing, before: readonly string[]): ApprovalStep {
  const { chance, approvals } = placing;
  const id = nextId(placing);
  const anyOf: [Source, ...Source[]] = [{ kind: 'role', roleId: chance.pick(roles) }];
  if (chance.oneIn(4)) anyOf.push({ kind: 'member', memberId: chance.pick(members) });
  const [earlier, ...rest] = approvals;
  const other = earlier === undefined ? undefined : chance.pick([earlier, ...rest]);
  const relation = other === undefined ? 'none' : chance.pick(['none', 'none', 'differs', 'served']);
  approvals.push(id);
  return approval(id, {
    approvers: { anyOf, ...(chance.oneIn(6) && { except: [{ kind: 'member', memberId: chance.pick(members) }] }), ...(chance.oneIn(5) && { authority: true }) },
    quorum: chance.pick([1, 1, 1, 2, 2, 3, 'all']),
    onReject: goingBack(chance, before),
    ...(other !== undefined && relation === 'differs' && { differsFrom: [other] }),
    ...(other !== undefined && relation === 'served' && { servedBy: [other] }),
    ...(chance.oneIn(8) && { requesterMaySign: true }),
    ...(chance.oneIn(4) && { boundTo: chance.pick<readonly string[]>([['x'], ['y'], ['z'], []]) }),
    ...(!chance.oneIn(3) && { revocableMinutes: 20 }),
    ...(chance.oneIn(3) && { due: { hours: 10 }, onOverdue: randomOverdue(chance) }),
  });
}

function goingBack(chance: Chance, before: readonly string[]): ApprovalStep['onReject'] {
  const how = chance.pick(['return', 'end', 'goTo']);
  const [first, ...rest] = before;
  return how === 'goTo' ? (first === undefined ? 'return' : { goTo: chance.pick([first, ...rest]) }) : how;
}

function randomOverdue(chance: Chance): Overdue {
  const after = { hours: 5 };
  return chance.pick<Overdue>([{ after, escalateTo: [{ kind: 'role', roleId: chance.pick(roles) }] }, { after, then: 'reject' }, { after, then: 'return' }]);
}

function tail(placing: Placing): Step[] {
  const { chance } = placing;
  const steps: Step[] = [];
  const length = chance.below(4);
  for (let at = 0; at < length; at++) steps.push(chance.pick([randomEffect, randomEffect, conditionalEffect, randomWait])(placing));
  return chance.oneIn(6) ? [...steps, end(nextId(placing), chance.pick(['approved', 'rejected']))] : steps;
}

function randomEffect(placing: Placing): Step {
  const { chance, compensates } = placing;
  const how = compensates ? chance.pick(['webhook', 'person', 'ask']) : chance.pick(['webhook', 'person', 'ask', 'nothing']);
  const ask: AskEffect = { kind: 'ask', to: [{ kind: 'role', roleId: chance.pick(roles) }, { kind: 'manager' }], text: 'Order the badge' };
  return { ...effect(nextId(placing), how === 'webhook' ? {} : { onReverse: how === 'ask' ? ask : how }), ...(chance.oneIn(3) && { effect: ask }), ...(compensates && !chance.oneIn(3) && { onFailure: 'compensate' }), ...(chance.oneIn(4) && { when: chance.pick(sources) }) };
}

const conditionalEffect = (placing: Placing): Step => condition(nextId(placing), { [placing.chance.pick(sources)]: [randomEffect(placing)] }, placing.chance.oneIn(2) ? [randomEffect(placing)] : []);

/** The next version of a workflow: some steps ask for something else, some are gone, one is new. */
export function nextVersion({ steps }: WorkflowDefinition, chance: Chance): WorkflowDefinition {
  const changed = (list: readonly Step[]): Step[] => list.map((step) => changedStep(step, chance, changed));
  const next = changed(steps);
  const id = `n${steps.length}`;
  const added = chance.oneIn(3) && next.every((step) => step.id !== id) ? [approval(id, { approvers: { anyOf: [{ kind: 'role', roleId: chance.pick(roles) }] } })] : [];
  return definitionOf(...added, ...next);
}

function changedStep(step: Step, chance: Chance, within: (steps: readonly Step[]) => Step[]): Step {
  if (step.kind === 'condition') return { ...step, branches: step.branches.map((branch) => ({ ...branch, steps: within(branch.steps) })), otherwise: within(step.otherwise) };
  if (step.kind === 'parallel') return { ...step, branches: step.branches.map((branch) => ({ ...branch, steps: within(branch.steps) })), join: chance.oneIn(5) ? 'all' : step.join };
  if (step.kind !== 'approval' || !chance.oneIn(3)) return step;
  return chance.pick<Step>([{ ...step, name: 'renamed' }, { ...step, quorum: 1 }, { ...step, boundTo: ['y'] }, { ...step, onReject: 'end' }, { ...step, when: 'x > 1' }, { ...step, approvers: { anyOf: [{ kind: 'role', roleId: chance.pick(roles) }] } }]);
}
