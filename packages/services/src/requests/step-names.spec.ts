import { describe, expect, it } from '@jest/globals';
import type { Fact, FactBody, WorkflowDefinition } from '@countersign/engine';
import { stepNamesAt } from './step-names.part.js';

const step = (id: string, name: string) => ({ id, kind: 'approval' as const, name, approvers: { anyOf: [] }, quorum: 1, onReject: 'return' as const });
const definition: WorkflowDefinition = { formatVersion: 2, steps: [step('look', 'Third look'), step('never', 'Never asked')] };
const asked = (number: number): FactBody => ({ kind: 'task_opened', number, stepId: 'look', quorum: 1, candidates: [], excluded: [] });
const skipped = (stepId: string): FactBody => ({ kind: 'step_skipped', stepId });
const signed = (number: number): FactBody => ({ kind: 'decided', number, stepId: 'look', memberId: 'm', verdict: 'approve', revision: 1, revisionDigest: 'd', reason: null });
const moved: FactBody = { kind: 'migrated', fromVersion: 1, toVersion: 2, byMemberId: 'm', reason: 'x', voided: [], reopenedStepIds: [] };
const tasks = [[1, 'look', 'Look'], [2, 'gone', 'Gone'], [3, 'look', 'Second look'], [4, 'look', 'Third look']].map(([number, stepId, stepName]) => ({ number, stepId, stepName }));

/** What the steps of these facts are called, in the order of the facts. */
function called(...bodies: FactBody[]): string[] {
  const facts = bodies.map((body) => ({ at: 't', fact: { at: 't', ...body } as Fact }));
  const nameAt = stepNamesAt(definition, { facts, tasks } as never);
  return facts.flatMap(({ fact }) => ('stepId' in fact ? [nameAt(fact, fact.stepId)] : []));
}

describe('what a step was called when something happened', () => {
  it.each<[string, FactBody[], string[]]>([
    ['its name of today, where nothing was moved', [asked(1), signed(1)], ['Third look', 'Third look']],
    ['the name that the task was asked under, before a move', [asked(1), signed(1), moved, asked(4), signed(4)], ['Look', 'Look', 'Third look', 'Third look']],
    ['its name of today for what is signed after a move, though it was asked before', [asked(1), moved, signed(1)], ['Look', 'Third look']],
    ['each its own, over two moves', [asked(1), moved, asked(3), signed(3), moved, asked(4)], ['Look', 'Second look', 'Second look', 'Third look']],
    ['the name of the task asked last before it, where it is about none', [asked(1), skipped('look'), asked(3), skipped('look'), moved], ['Look', 'Look', 'Second look', 'Second look']],
    ['the one that it was first asked under, where it was not asked yet', [skipped('look'), asked(1), moved, asked(4)], ['Look', 'Look', 'Third look']],
    ['what is known, of a step never asked, gone, or unknown', [skipped('never'), skipped('gone'), skipped('unknown'), moved], ['Never asked', 'Gone', 'unknown']],
  ])('is %s (row:B2)', (_, bodies, names) => expect(called(...bodies)).toEqual(names));
});
