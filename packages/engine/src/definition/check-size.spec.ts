import { describe, expect, test } from '@jest/globals';
import { checkSize, conditionsMax, conditionTextMax, stepsMax, type Source, type Step } from '../index.js';
import { approval, condition, definitionOf } from '../trials/trial.js';

const many = (count: number): Step[] => Array.from({ length: count }, (_, at) => approval(`a${at}`));
const asking = (...texts: string[]): Step => approval('a', { approvers: { anyOf: texts.map((when): Source => ({ kind: 'role', roleId: 'r', when })) } });
const check = (...steps: Step[]) => checkSize(definitionOf(...steps)).map(({ message }) => message);

describe('the size of a definition (row:A2 row:K1)', () => {
  test('may be as great as the limits say, those included', () => {
    expect(check(...many(stepsMax))).toEqual([]);
    expect(check(asking(...Array.from({ length: conditionsMax }, () => 'x'.repeat(conditionTextMax / conditionsMax))))).toEqual([]);
  });

  test('counts steps wherever they stand, and says how many there are', () => {
    const nested = condition('q', { big: many(stepsMax - 1) }, [approval('z')]);
    expect(check(nested)).toEqual([expect.stringContaining(`${stepsMax + 1} steps`)]);
  });

  test('counts conditions and their characters in steps, branches and sources together', () => {
    expect(check(asking(...Array.from({ length: conditionsMax + 1 }, () => 'x')))).toEqual([expect.stringContaining(`${conditionsMax + 1} conditions`)]);
    const long = 'x'.repeat(conditionTextMax / 2);
    const steps = [condition('q', { y: [{ ...asking(long), when: long }] })];
    expect(check(...steps)).toEqual([expect.stringContaining(`${conditionTextMax + 1} characters`)]);
  });
});
