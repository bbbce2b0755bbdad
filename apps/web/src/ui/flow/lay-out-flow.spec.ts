import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { flowWidth, layOutFlow, wrapText, type DrawnStep } from './lay-out-flow.js';

const step = (stepId: string, more: Partial<DrawnStep> = {}): DrawnStep => ({ stepId, name: stepId, kind: 'approval', note: 'Finance', condition: null, ...more });
const run = (isReached: boolean, isSkipped: boolean, isDone: boolean) => ({ run: { isReached, isSkipped, isDone } });

describe('the drawing of a workflow', () => {
  it('puts every step below the one before, within its width, and effects below what is approved', () => {
    const anyStep = fc.record({ name: fc.string({ maxLength: 80 }), note: fc.string({ maxLength: 60 }), condition: fc.option(fc.string({ maxLength: 200 })), kind: fc.constantFrom('approval' as const, 'effect' as const) });
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 1, maxLength: 20 }), (drafts) => {
        const steps = drafts.map((draft, index) => step(`s${index}`, draft));
        const { boxes, texts, height } = layOutFlow(steps, null);
        const approvedY = texts.find(({ text }) => text === 'Approved')?.y ?? 0;
        const kindOf = new Map(steps.map(({ stepId, kind }) => [stepId, kind]));
        const isBelow = boxes.every((box, index) => index === 0 || box.y >= (boxes[index - 1]?.y ?? 0) + (boxes[index - 1]?.height ?? 0) + 12);
        const isSorted = boxes.every((box) => (kindOf.get(box.stepId) === 'approval') === box.y < approvedY);
        const isInside = boxes.every((box) => box.x + box.width <= flowWidth && box.y + box.height <= height && box.lines.every(({ y }) => y > box.y && y < box.y + box.height));
        return boxes.length === steps.length && isBelow && isSorted && isInside;
      }),
      { numRuns: 200 },
    );
  });

  it('draws a way past a step only where it has a condition', () => {
    const past = (condition: string | null) => layOutFlow([step('a', { condition })], null).lines.filter(({ d }) => /H14V/.test(d)).length;
    expect([past(null), past('Amount is 5,000 or more')]).toEqual([0, 1]);
  });

  it('marks the way that a run took: past what was skipped, through what was signed, and no further than it came', () => {
    const steps = [step('a', run(true, false, true)), step('b', { condition: 'big', ...run(true, true, false) }), step('c', run(true, false, false)), step('d', { condition: 'late', ...run(false, false, false) })];
    const { lines, boxes } = layOutFlow(steps, false);
    const past = lines.filter(({ d }) => /H14V/.test(d)).map(({ isTaken }) => isTaken);
    expect(past).toEqual([true, false]);
    const yOf = (d: string) => Number(/^M\d+ (\d+)/.exec(d)?.[1]);
    const bottom = boxes.find(({ stepId }) => stepId === 'c');
    expect(lines.filter(({ isTaken }) => isTaken === true).every(({ d }) => yOf(d) < (bottom?.y ?? 0) + 1)).toBe(true);
    expect(layOutFlow([step('a')], null).lines.every(({ isTaken }) => isTaken === null)).toBe(true);
  });
});

describe('text in a box', () => {
  it.each([
    ['Budget owner', 25, 2, ['Budget owner']],
    ['Head of the department of experimental physics', 25, 2, ['Head of the department of', 'experimental physics']],
    ['Head of the department of experimental physics and chemistry', 25, 2, ['Head of the department of', 'experimental physics and…']],
    ['Donaudampfschifffahrtsgesellschaft', 10, 2, ['Donaudampf', 'schifffah…']],
    ['', 10, 2, ['']],
  ])('%s', (text, charsMax, linesMax, lines) => expect(wrapText(text, charsMax, linesMax)).toEqual(lines));
});
