import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addFlow, callStep, connect, signedBy, type RequestFlow } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import { looks } from '../platform/find-violations.js';
import { keepPicture } from '../platform/keep-picture.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney();
}, 240_000);
afterAll(() => journey?.close());

const limitMs = 240_000;

/** A flow that reserves and pays at a bank, and sends at a shop that has nothing there: so the third of its effects fails for good. */
async function ordersAt(name: string, onFailure?: 'compensate'): Promise<RequestFlow> {
  const { company, stack } = journey;
  const bank = await connect(company, `${stack.receiverUrl}/bank`, { name: `Bank ${name}` });
  const shop = await connect(company, `${stack.receiverUrl}/bank/nowhere`, { name: `Shop ${name}` });
  const call = (path: string) => ({ kind: 'http' as const, connectionId: bank.id, method: 'POST' as const, path: `/payments/${path}`, body: null });
  return addFlow(company, `Orders ${name}`, { formatVersion: 2, steps: [
    signedBy(company, 'Budget owner'),
    { ...callStep(bank.id, 'reserve', { path: '/payments/hold-{{number}}' }, call('release-{{number}}')), name: 'Reserve' },
    { ...callStep(bank.id, 'pay', { path: '/payments/pay-{{number}}' }, call('refund-{{number}}')), name: 'Pay', waitsForPrevious: true },
    { ...callStep(shop.id, 'send', { path: '/orders' }), name: 'Send', waitsForPrevious: true, onFailure },
  ] });
}
const submit = (flow: RequestFlow, title: string) => flow.submit({ title, amount: { amount: '80.00', currency: 'EUR' } });

describe('a request of which one effect fails for good', () => {
  it('has the others undone, the last first: the decision says so before it is signed, the request and each effect once it is so (row:C4 row:A6 row:A7)', async () => {
    const { stack, browser, company } = journey;
    const flow = await ordersAt('east', 'compensate');
    const { id } = await submit(flow, 'Chairs');
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.budgetOwner);
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByText('If it fails for good, what of this was carried out is undone, the last first: “Reserve” and “Pay” are undone; and nothing more is begun.').first().waitFor();
    await company.decide(company.budgetOwner, id, 'approve');

    await page.getByText('Send failed for good: Pay and Reserve are undone').first().waitFor();
    await page.getByText('Nothing is left to undo').first().waitFor();
    const ledger = await page.locator('body').innerText();
    const places = ['Send failed for good', 'Pay is undone', 'Reserve is undone', 'Nothing is left to undo'].map((text) => ledger.lastIndexOf(text));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places.toSorted((one, other) => one - other)).toEqual(places);
    await page.getByText(/^Delivered to Bank east, and undone by POST \/payments\/refund-\d+ at Bank east/).waitFor();
    await page.getByText(/^Not carried out,/).waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    await keepPicture(page, 'compensated');

    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/effects?group=over`);
    expect(await page.getByText('Undo Undo').count()).toBe(0);
    for (const label of ['Failed, others undone', 'Undone']) await page.getByText(label, { exact: true }).first().waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    await page.getByRole('link', { name: 'Need a person: 0' }).waitFor();
    await page.getByRole('link', { name: 'Pay: Bank east', exact: true }).click();
    await page.getByText('It was carried out, and is undone.').waitFor();
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
  }, limitMs);

  it('waits where it does not say so, and an admin has the others undone, seeing first what would be sent, at 320 px in the dark (row:C4 row:A6 row:J4)', async () => {
    const { stack, browser, company } = journey;
    const flow = await ordersAt('west');
    const { id } = await submit(flow, 'Tables');
    await company.decide(company.budgetOwner, id, 'approve');
    const { page, faults } = await openPage(browser, { width: 320, colorScheme: 'dark' });
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/effects`);
    await page.getByRole('link', { name: 'Send: Shop west' }).click();
    await page.getByText('What was carried out for this request is undone, the last first').waitFor();
    await page.getByRole('button', { name: 'Undo what was carried out…' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Undo what was carried out?' });
    await dialog.getByText('2 effects would be undone, one after the other, the last first; 1 would not be carried out any more. The request would stand as reversed.').waitFor();
    expect(await dialog.getByRole('listitem').allInnerTexts()).toEqual([expect.stringMatching(/^Send was not carried out/), expect.stringMatching(/^Pay .* to undo it\.$/s), expect.stringMatching(/^Reserve .* to undo it\.$/s)]);
    await dialog.getByText('What is sent to undo it cannot be called back.').waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    await dialog.getByLabel('Why it is undone').fill('The shop is closed');
    await dialog.getByRole('button', { name: 'Undo it' }).click();
    await page.getByText('A person left it out: The shop is closed.').waitFor();
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByText('Undone: Pay and Reserve are undone').first().waitFor();
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
  }, limitMs);
});
