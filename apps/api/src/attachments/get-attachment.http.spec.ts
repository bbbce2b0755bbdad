import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getAttachment } from '@countersign/contracts/attachments';
import { reviseRequest, submitRequest } from '@countersign/contracts/requests';
import { attachFile, expectRefusal, expectWithinBudget, onePdf, oneOfEach, openHttpWorld, openTestApi, sendRaw, type HttpWorld, type Person, type TestFile } from '@countersign/testing';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const content = { title: 'Stage lighting', amount: { amount: '12400.00', currency: 'EUR' } };
async function requestWith(file: TestFile = onePdf()) {
  const { company, api } = world;
  const attachmentId = await attachFile(api.baseUrl, company.requester, file);
  const { id: requestId } = await company.requester.call(submitRequest, { body: { requestTypeId: company.requestTypeId, content, attachmentIds: [attachmentId] } });
  return { requestId, attachmentId };
}
const fetchFile = (by: Person, { requestId, attachmentId }: { readonly requestId: string; readonly attachmentId: string }, baseUrl = world.api.baseUrl) => fetch(`${baseUrl}/v1/requests/${requestId}/attachments/${attachmentId}`, { headers: by.headers() });

describe('200', () => {
  it('gives the very bytes to who may see the request, to be kept and never shown as active content, under its own name (row:F5 row:A8)', async () => {
    for (const file of await oneOfEach()) {
      const params = await requestWith(file);
      for (const by of [world.company.requester, world.company.budgetOwner, world.company.auditor]) {
        const answer = await fetchFile(by, params);
        expect([answer.status, Buffer.from(await answer.arrayBuffer()).equals(file.bytes)]).toEqual([200, true]);
        const header = (name: string) => answer.headers.get(name);
        expect([header('content-type')?.split(';')[0], header('x-content-type-options'), header('content-security-policy'), header('cache-control')]).toEqual([file.type, 'nosniff', "default-src 'none'; sandbox", 'private, no-store']);
        expect(header('content-disposition')).toMatch(/^attachment; filename="[ -~]+"; filename\*=UTF-8''/);
        expect(decodeURIComponent(header('content-disposition')?.split("UTF-8''")[1] ?? '')).toBe(file.name);
      }
    }
  });

  it('costs no more than it may (row:K1)', async () => {
    const params = await requestWith();
    expectWithinBudget(getAttachment, await sendRaw(world.api.baseUrl, getAttachment, { params }, { by: world.company.requester }));
  });

  it('gives what an earlier version had too (row:A4)', async () => {
    const params = await requestWith();
    await world.company.requester.call(reviseRequest, { params, body: { content, attachmentIds: [] } });
    expect((await fetchFile(world.company.budgetOwner, params)).status).toBe(200);
  });

  it('gives all of it to who was being given it when the API is told to stop, which then waits for them no longer', async () => {
    // More than a connection holds by itself, so that some of it is still to be sent once there are headers.
    const bytes = Buffer.from(`${randomUUID()}\n`.repeat(500_000));
    const params = await requestWith({ name: 'long.txt', type: 'text/plain', bytes });
    const own = await openTestApi({ on: world.api.database });
    const answer = await fetchFile(world.company.requester, params, own.baseUrl);
    const stopped = own.close().then(() => 'has stopped');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(await Promise.race([stopped, setTimeout(10_000, 'still waits', { ref: false })])).toBe('has stopped');
  });
});

describe('401, 403 and 404', () => {
  it('gives nothing to anybody else, nor by way of another request, and the same answer for what is not there (row:F1 row:F2)', async () => {
    const { company } = world;
    const params = await requestWith();
    const colleague = await company.join('Colleague', ['requester']);
    const { id: ofColleague } = await company.submit(undefined, colleague);
    await expectRefusal(world, getAttachment, { params }, {}, 'not_signed_in');
    await expectRefusal(world, getAttachment, { params }, { by: world.powerless }, 'permission_denied');
    await expectRefusal(world, getAttachment, { params }, { by: world.homeless }, 'no_active_tenant');
    const texts = new Set<string>();
    for (const by of [colleague, company.finance, world.foreigner]) texts.add((await expectRefusal(world, getAttachment, { params }, { by }, 'not_found')).text);
    texts.add((await expectRefusal(world, getAttachment, { params: { ...params, requestId: ofColleague } }, { by: colleague }, 'not_found')).text);
    texts.add((await expectRefusal(world, getAttachment, { params: { ...params, attachmentId: randomUUID() } }, { by: company.requester }, 'not_found')).text);
    expect(texts.size).toBe(1);
  });
});
