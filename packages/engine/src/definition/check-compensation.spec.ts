import { describe, expect, test } from '@jest/globals';
import { approval, condition, definitionOf, effect, parallel, wait } from '../trials/trial.js';
import { checkDefinition } from './check-definition.js';
import { undoneBy } from './check-compensation.js';
import type { Step } from './definition.js';

const steps = (...more: Step[]) => definitionOf(approval('one'), ...more);
const left = (id: string) => effect(id, { onReverse: 'nothing' });
const undoing = (id: string) => effect(id, { onFailure: 'compensate' });

describe('an effect that undoes what was carried out where it fails (row:C4 row:B2)', () => {
  test('is a finding where something would be left, with its name and what to do', () => {
    expect(checkDefinition(steps(effect('pay'), left('book'), left('tell'), undoing('send')))).toEqual([
      { stepId: 'send', field: 'onFailure', message: 'Where "send" fails for good, what was carried out is undone, and "book" and "tell" would be left as they are. Say there what undoes it, or that a person does; or let what waits for "send" wait.' },
    ]);
  });

  test('is one for a single call, too, and says so in the singular', () => {
    const call = effect('order', { effect: { kind: 'http', connectionId: 'c', method: 'POST', path: '/orders', body: null }, onReverse: 'nothing' });
    expect(checkDefinition(steps(call, undoing('send'))).map(({ message }) => message)).toEqual(['Where "send" fails for good, what was carried out is undone, and "order" would be left as it is. Say there what undoes it, or that a person does; or let what waits for "send" wait.']);
  });

  test.each([
    ['everything before it is undone, by itself or by a person', steps(effect('pay'), effect('tell', { onReverse: 'person' }), undoing('send'))],
    ['nothing comes before it', steps(undoing('send'))],
    ['what would be left is its own', steps(effect('pay'), effect('send', { onFailure: 'compensate', onReverse: 'nothing' }))],
    ['what would be left waits for it', steps(undoing('send'), effect('tell', { onReverse: 'nothing', waitsForPrevious: true }))],
    ['what would be left stands in another branch', steps(condition('if', { large: [left('book')] }, [undoing('send')]))],
    ['it does not say so', steps(left('book'), effect('send', { onFailure: 'park' }))],
  ])('is none where %s', (_why, definition) => expect(checkDefinition(definition)).toEqual([]));

  test('looks at what is carried out beside it, too, and before it in what holds it', () => {
    expect(undoneBy(steps(effect('a'), condition('if', { large: [effect('b'), undoing('c')] }, [effect('d')]), wait('w'), effect('e'), effect('f', { waitsForPrevious: true }), effect('g')).steps, 'c').map(({ id }) => id)).toEqual(['a', 'b', 'e']);
    const undone = (id: string, ...more: Step[]) => undoneBy(steps(...more).steps, id).map((step) => step.id);
    expect(undone('c', undoing('c'), effect('d'), effect('e'))).toEqual(['d', 'e']);
    expect(undone('e', condition('if', { large: [effect('b')] }, [effect('d')]), undoing('e'))).toEqual(['b', 'd']);
    expect(undone('c', parallel('p', 'all', [effect('a')], [undoing('c')]))).toEqual(['a']);
  });
});
