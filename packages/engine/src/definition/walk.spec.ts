import { describe, expect, test } from '@jest/globals';
import { approvalsOf, findStep, holdersOf, mayGoBack, placeOf, stepsFrom, stepsOf } from '../index.js';
import { approval, condition, effect, parallel, wait } from '../trials/trial.js';

const steps = [
  approval('a'),
  condition('q', { big: [approval('b'), parallel('p', 'all', [approval('c'), wait('w')], [approval('d'), approval('e')])] }, [approval('f')]),
  approval('g'),
  effect('h'),
];
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

describe('walking through a definition', () => {
  test('finds every step in the order of reading, nested ones after what holds them', () => {
    expect(ids(stepsOf(steps))).toEqual(['a', 'q', 'b', 'p', 'c', 'w', 'd', 'e', 'f', 'g', 'h']);
    expect(ids(approvalsOf(steps))).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect([findStep(steps, 'e')?.id, findStep(steps, 'x')]).toEqual(['e', null]);
  });

  test('knows where a step stands, and within what', () => {
    expect([placeOf(steps, 'e')?.index, ids(placeOf(steps, 'e')?.sequence ?? []), placeOf(steps, 'x')]).toEqual([1, ['d', 'e'], null]);
    expect([ids(holdersOf(steps, 'e')), ids(holdersOf(steps, 'f')), ids(holdersOf(steps, 'a')), ids(holdersOf(steps, 'x'))]).toEqual([['q', 'p'], ['q'], [], []]);
  });

  test.each([['p', ['p', 'c', 'w', 'd', 'e']], ['d', ['d', 'e']], ['g', ['g', 'h']], ['x', []]])('begins anew from %s all that follows it and all that those hold', (stepId, from) => {
    expect(ids(stepsFrom(steps, stepId))).toStrictEqual(from);
  });

  test.each([['e', 'd', true], ['e', 'b', true], ['e', 'a', true], ['g', 'q', true], ['e', 'c', false], ['d', 'e', false], ['e', 'e', false], ['e', 'p', false], ['b', 'f', false], ['g', 'b', false], ['a', 'x', false], ['x', 'a', false]])('from %s to %s goes back: %s', (from, to, may) => {
    expect(mayGoBack(steps, from, to)).toBe(may);
  });
});
