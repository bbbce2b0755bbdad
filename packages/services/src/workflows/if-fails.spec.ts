import { describe, expect, it } from '@jest/globals';
import type { EffectStep } from '@countersign/engine';
import { ifFailsText } from './if-fails.part.js';

const step = (id: string, onReverse: 'person' | 'nothing' | 'call', onFailure?: EffectStep['onFailure']): EffectStep => {
  const effect = { kind: 'http', connectionId: 'c', method: 'POST', path: '/', body: null } as const;
  return { id, name: id, kind: 'effect', effect, onReverse: onReverse === 'call' ? effect : onReverse, onFailure };
};
const said = (...steps: EffectStep[]) => ifFailsText({ formatVersion: 2, steps }, 'send');

describe('what follows where an effect fails for good (row:A7 row:C4)', () => {
  it.each([
    [[step('reserve', 'call'), step('pay', 'call'), step('send', 'call', 'compensate')], 'If it fails for good, what of this was carried out is undone, the last first: “reserve” and “pay” are undone; and nothing more is begun.'],
    [[step('reserve', 'call'), step('pay', 'person'), step('tell', 'nothing'), step('send', 'call', 'compensate')], 'If it fails for good, what of this was carried out is undone, the last first: “reserve” is undone, “pay” is undone by a person, “tell” stays as it is; and nothing more is begun.'],
    [[step('send', 'call', 'compensate')], 'If it fails for good, nothing more is begun.'],
    [[step('reserve', 'call'), step('send', 'call', 'park')], null],
    [[step('reserve', 'call')], null],
  ])('%#', (steps, sentence) => expect(said(...steps)).toBe(sentence));
});
