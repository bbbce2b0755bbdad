import { describe, expect, test } from '@jest/globals';
import { checkContent, checkForm } from '@countersign/contracts/request-types';
import { workflowDefinition } from '@countersign/contracts/workflows';
import { demoOrders, purchaseForm, purchaseSteps } from './purchase-orders.js';

const id = (digit: string) => `${digit.repeat(8)}-1111-4111-8111-111111111111`;

describe("the demo's purchase orders", () => {
  test('have a form that the product accepts, and fit it', () => {
    expect(checkForm(purchaseForm)).toEqual([]);
    for (const { content } of demoOrders) expect(checkContent(purchaseForm, content)).toEqual([]);
  });

  test('run on a definition that the contract takes', () => {
    const definition = { formatVersion: 1, steps: purchaseSteps({ budgetOwner: id('a'), finance: id('b') }, id('c')) };
    expect(workflowDefinition.safeParse(definition).success).toBe(true);
  });

  test('say why where they were rejected or withdrawn', () => {
    for (const { acts, reason } of demoOrders) {
      if (acts.some((act) => act === 'withdraw' || act.endsWith('rejects'))) expect(reason).toMatch(/\.$/);
    }
  });
});
