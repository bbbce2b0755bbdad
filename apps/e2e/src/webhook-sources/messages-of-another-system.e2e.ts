import { openPage } from '@countersign/browser';
import { addFlow, addSource, orderPlaced, sendRaw, signedBy, signStandard } from '@countersign/testing/over-http';
import { receiveInboundMessage, listInboundMessages } from '@countersign/contracts/webhook-sources';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney();
}, 240_000);
afterAll(() => journey?.close());

describe('what another system says', () => {
  it('starts a request that its requester sees, which then waits until that system says more, and goes on by itself (row:D2)', async () => {
    const { stack, browser, company } = journey;
    const flow = await addFlow(company, 'Ordered elsewhere', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), { id: 'goods', kind: 'wait', name: 'Goods', until: { message: 'goods received' } }] });
    const source = await addSource(company, { rules: [
      { type: 'order.placed', act: { kind: 'start_request', requestTypeId: flow.requestTypeId, fields: [{ to: '/title', from: '/data/title' }, { to: '/amount', from: '/data/amount' }] } },
      { type: 'goods.received', act: { kind: 'complete_wait', message: 'goods received', requestPointer: '/request' } },
    ] });
    const send = async (body: object) => {
      const answer = await sendRaw(stack.url, receiveInboundMessage, { params: { sourceId: source.id }, body, headers: signStandard(source.secret, JSON.stringify(body)) });
      expect(answer.status).toBe(202);
    };
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.requester);
    await page.goto(`${stack.url}/requests`);
    await send(orderPlaced({ data: { title: 'Ordered by the shop', amount: { amount: '90.00', currency: 'EUR' } } }));
    await page.getByText('Ordered by the shop').first().click();
    await page.getByRole('heading', { level: 1, name: 'Ordered by the shop' }).waitFor();

    const { items } = await company.admin.call(listInboundMessages, { params: { sourceId: source.id }, query: {} });
    const request = items[0]?.request;
    // Before anybody has approved: it is kept until the request waits for it.
    await send({ type: 'goods.received', request: request?.number });
    await company.decide(company.budgetOwner, request?.id ?? '', 'approve');
    await page.getByText('Goods is over').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
