import { describe, expect, it } from '@jest/globals';
import { runInNewContext } from 'node:vm';
import { RULE_OFF, switchRules } from './switch.mjs';

const file = 'a.ts';
const text = `
const least = 18;
const isOld = (age) => age >= least;
function refusals(people) {
  const found = people.filter(({ age }) => {
    if (!isOld(age)) return true;
    return false;
  });
  if (found.length > 1) return ['many'];
  return found.map(({ name }) => name);
}
result = refusals([{ name: 'Ann', age: 20 }, { name: 'Bo', age: 9 }, { name: 'Cy', age: 8 }]).join();`;
const ruleOf = (name: string, ...edits: readonly (readonly [string, string])[]) => ({ name, edits: edits.map(([from, to]) => ({ file, from, to })) });
const old = ruleOf('old', ['age >= least', 'true']);
const young = ruleOf('young', ['if (!isOld(age)) return true;', '']);
const many = ruleOf('many', ["if (found.length > 1) return ['many'];", '']);
const manyOld = ruleOf('many-old', ["if (found.length > 1) return ['many'];", ''], ['if (!isOld(age))', 'if (isOld(age))']);
const least = ruleOf('least', ['least = 18', 'least = 9']);

describe('rules that are switched off while the code runs', () => {
  const { text: switched, together } = switchRules(file, text, [old, young, many, manyOld, least]);
  const resultOf = (off?: string) => {
    const context: Record<string, unknown> = { [RULE_OFF]: off };
    runInNewContext(switched, context);
    return context.result;
  };

  it('hold while none is named, and of those named that one does not, in a function within another too', () => {
    expect([resultOf(), resultOf('old'), resultOf('young'), resultOf('many'), resultOf('many-old')]).toEqual(['many', '', '', 'Bo,Cy', 'Ann']);
  });

  it('are not those whose place is in no function', () => {
    expect([together, resultOf('least')]).toEqual([['old', 'young', 'many', 'many-old'], 'many']);
  });

  it('are chosen anew at each call', () => {
    const context: Record<string, unknown> = {};
    runInNewContext(`${switched}\nagain = () => refusals([{ name: 'Bo', age: 9 }]).join();`, context);
    const again = context.again as () => string;
    context[RULE_OFF] = 'young';
    expect(again()).toBe('');
    context[RULE_OFF] = undefined;
    expect(again()).toBe('Bo');
  });
});
