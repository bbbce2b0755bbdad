import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest, reviseRequest, submitRequest } from '@countersign/contracts/requests';
import { showRequest } from '@countersign/contracts/screens';
import { decideRequest } from '@countersign/contracts/tasks';
import { attachFile, expectRefusal, lookAt, onePdf, openHttpWorld, openTestWorker, putFile, sendRaw, type HttpWorld, type TestWorker } from '@countersign/testing';
import { randomUUID } from 'node:crypto';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const content = { title: 'Stage lighting', amount: { amount: '12400.00', currency: 'EUR' } };
const attach = (name?: string) => attachFile(world.api.baseUrl, world.company.requester, onePdf(name));
const submit = (attachmentIds?: readonly string[]) => world.company.requester.call(submitRequest, { body: { requestTypeId: world.company.requestTypeId, content, ...(attachmentIds && { attachmentIds: [...attachmentIds] }) } });
const read = (requestId: string) => world.company.budgetOwner.call(getRequest, { params: { requestId } });

describe('the files of a request (row:A8)', () => {
  it('are covered by the digest of its version, by name and bytes, and in whatever order they were chosen (row:A4)', async () => {
    const [one, two] = [await attach('one.pdf'), await attach('two.pdf')];
    const digests = [await submit(), await submit([one]), await submit([one, two]), await submit([two, one])].map(({ revisionDigest }) => revisionDigest);
    expect(new Set(digests).size).toBe(3);
    expect(digests[2]).toBe(digests[3]);
    const { id } = await submit([two, one]);
    expect((await read(id)).current.attachments.map(({ name }) => name)).toEqual(['two.pdf', 'one.pdf']);
  });

  it('make a new version when one is added or taken away, which a decision on the old one is refused for; without a word they stay (row:A4)', async () => {
    const { company } = world;
    const { id, revisionDigest } = await submit();
    const before = await lookAt(company.budgetOwner, id);
    const added = await attach();
    const revised = await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content, attachmentIds: [added] } });
    expect([revised.revision, revised.revisionDigest === revisionDigest]).toEqual([2, false]);
    await expectRefusal(world, decideRequest, before, { by: company.budgetOwner }, 'revision_superseded');
    await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content: { ...content, note: 'A word more' } } });
    expect((await read(id)).current.attachments.map((attachment) => attachment.id)).toEqual([added]);
    await expectRefusal(world, reviseRequest, { params: { requestId: id }, body: { content: { ...content, note: 'A word more' }, attachmentIds: [added] } }, { by: company.requester }, 'revision_unchanged');
    await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content, attachmentIds: [] } });
    expect((await read(id)).current.attachments).toEqual([]);
  });

  it('void what was signed before when they change, and show whoever signed what changed (row:A4)', async () => {
    const { company } = world;
    const { id } = await submit([await attach('first.pdf')]);
    await company.decide(company.budgetOwner, id, 'approve');
    await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content, attachmentIds: [await attach('second.pdf')] } });
    const { data } = await company.budgetOwner.call(showRequest, { query: { requestId: id } });
    expect(data.decision).not.toBeNull();
    expect(data.facts.find(({ field }) => field === '(files)')).toMatchObject({ label: 'Files', value: expect.stringContaining('second.pdf'), before: expect.stringContaining('first.pdf'), material: true });
  });

  it("are one's own and looked at, or refused by their place: a colleague's, another company's and unknown ones alike; nothing is submitted (row:F1 row:F2)", async () => {
    const { company, api } = world;
    const good = await attach();
    const colleague = await company.join('Colleague', ['requester']);
    const wrong = [await attachFile(api.baseUrl, colleague), await attachFile(api.baseUrl, world.foreigner), await putFile(api.baseUrl, company.requester), randomUUID()];
    const texts = new Set<string>();
    for (const attachmentId of wrong) texts.add((await expectRefusal(world, submitRequest, { body: { requestTypeId: company.requestTypeId, content, attachmentIds: [good, attachmentId] } }, { by: company.requester }, 'attachment_unknown')).text);
    expect(texts.size).toBe(1);
    const many = Array.from({ length: 21 }, () => randomUUID());
    for (const attachmentIds of [many, [good, good]]) await expectRefusal(world, submitRequest, { body: { requestTypeId: company.requestTypeId, content, attachmentIds } }, { by: company.requester }, 'invalid_input');
  });
});

describe('a file that is part of nothing (row:F5)', () => {
  let worker: TestWorker;
  beforeAll(async () => {
    worker = await openTestWorker(world.api.database);
  });
  afterAll(() => worker.close());
  const holds = (id: string) => worker.holdsFile(`attachments/${id}`);

  it('is removed after its time with its bytes, while one that is part of a version stays, also of an older version', async () => {
    const { company, api } = world;
    const [kept, dropped, unsent] = [await attach(), await attach(), await putFile(api.baseUrl, company.requester)];
    const { id } = await submit([kept]);
    await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content, attachmentIds: [] } });
    await worker.removeUnusedAttachments(3_600_000);
    expect([await holds(kept), await holds(dropped), await holds(unsent)]).toEqual([true, true, true]);
    await worker.removeUnusedAttachments(0);
    const rows = await api.database.look<{ id: string }>('select id from app.attachments where id = any ($1)', [[kept, dropped, unsent]]);
    expect(rows.map((row) => row.id)).toEqual([kept]);
    expect([await holds(kept), await holds(dropped), await holds(unsent)]).toEqual([true, false, false]);
    expect((await fetch(`${api.baseUrl}/v1/requests/${id}/attachments/${kept}`, { headers: company.requester.headers() })).status).toBe(200);
    await expectRefusal(world, submitRequest, { body: { requestTypeId: company.requestTypeId, content, attachmentIds: [dropped] } }, { by: company.requester }, 'attachment_unknown');
  });

  it('is never lost by a removal that runs while it is submitted: it is part of the request with its bytes, or refused', async () => {
    for (let round = 0; round < 8; round += 1) {
      const attachmentId = await attach();
      const body = { requestTypeId: world.company.requestTypeId, content, attachmentIds: [attachmentId] };
      const [answer] = await Promise.all([sendRaw(world.api.baseUrl, submitRequest, { body }, { by: world.company.requester }), worker.removeUnusedAttachments(0)]);
      expect([answer.status, answer.json.code ?? null, await holds(attachmentId)]).toEqual(answer.status === 201 ? [201, null, true] : [422, 'attachment_unknown', false]);
    }
  });
});
