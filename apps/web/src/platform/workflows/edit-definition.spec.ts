import { describe, expect, it } from '@jest/globals';
import { addBranch, findStep, insertAfter, insertInto, moveStep, newStep, removeStep, sequencesOf, stepsOf, updateStep, type Definition, type Step } from './edit-definition.js';

const empty: Definition = { formatVersion: 2, steps: [] };
const named = (...ids: string[]): Step[] => ids.map((id) => newStep(empty, 'approval', { id }));
const fork = (id: string, ...branches: Step[][]): Step => ({ id, name: id, kind: 'condition', branches: branches.slice(0, -1).map((steps, index) => ({ id: `b${index}`, when: 'true', steps })), otherwise: branches.at(-1) ?? [] });
const definition = (...steps: Step[]): Definition => ({ formatVersion: 2, steps });
const shape = (steps: readonly Step[]): string => steps.map((step) => (sequencesOf(step).length === 0 ? step.id : `${step.id}(${sequencesOf(step).map(shape).join('|')})`)).join(' ');
const nested = () => definition(...named('a'), fork('f', named('b'), named('c')), ...named('d'));

describe('a definition that is edited', () => {
  it('takes a step after another, first of all, or into a branch, however deep', () => {
    const [x] = named('x') as [Step];
    expect(shape(insertAfter(nested(), 'c', x).steps)).toBe('a f(b|c x) d');
    expect(shape(insertAfter(nested(), null, x).steps)).toBe('x a f(b|c) d');
    expect(shape(insertInto(nested(), 'f', 1, x).steps)).toBe('a f(b|c x) d');
    expect(shape(insertInto(nested(), 'f', 0, x, 'first').steps)).toBe('a f(x b|c) d');
  });

  it('moves a step past others, into branches, between them and out again, and back the same way', () => {
    const down = ['a f(b|c) d', 'f(a b|c) d', 'f(b a|c) d', 'f(b|a c) d', 'f(b|c a) d', 'f(b|c) a d', 'f(b|c) d a', 'f(b|c) d a'];
    let now = nested();
    for (const expected of down) {
      expect(shape(now.steps)).toBe(expected);
      now = moveStep(now, 'a', 1);
    }
    for (const expected of [...down].reverse().slice(2)) {
      now = moveStep(now, 'a', -1);
      expect(shape(now.steps)).toBe(expected);
    }
    expect(moveStep(now, 'a', -1)).toBe(now);
    expect(moveStep(now, 'gone', 1)).toBe(now);
  });

  it('removes a step with all that it holds, and changes one wherever it stands', () => {
    expect(shape(removeStep(nested(), 'f').steps)).toBe('a d');
    expect(shape(removeStep(nested(), 'c').steps)).toBe('a f(b|) d');
    expect(findStep(updateStep(nested(), 'c', (step) => ({ ...step, name: 'New' })), 'c')?.name).toBe('New');
  });

  it('begins steps with ids of their own, and branches too', () => {
    const first = insertAfter(empty, null, newStep(empty, 'approval'));
    expect(newStep(first, 'approval').id).toBe('approval-2');
    expect(stepsOf(first.steps).map(({ id }) => id)).toEqual(['approval']);
    const parallel = addBranch(newStep(empty, 'parallel'));
    expect('branches' in parallel && parallel.branches.map(({ id }) => id)).toEqual(['branch-1', 'branch-2', 'branch-3']);
    const [plain] = named('a') as [Step];
    expect(addBranch(plain)).toBe(plain);
  });
});
