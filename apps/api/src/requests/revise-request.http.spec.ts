import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest, reviseRequest, type RequestChanged } from '@countersign/contracts/requests';
import { showRequest } from '@countersign/contracts/screens';
import { addFlow, approvalBy, expectRefusal, holdsItsContract, openHttpWorld, pointersOf, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const amount = { amount: '12400.00', currency: 'EUR' };
const plain = { title: 'Stage lighting', amount };
const dearer = { ...plain, amount: { ...amount, amount: '12400.01' } };
const revise = (id: string, content: Record<string, unknown>) => world.company.requester.call(reviseRequest, { params: { requestId: id }, body: { content } });
const view = (id: string) => world.company.requester.call(getRequest, { params: { requestId: id } });
let count = 0;
const ready = async () => ({ by: world.company.requester, input: { params: { requestId: (await world.company.submit()).id }, body: { content: { ...plain, note: `Note ${(count += 1)}` } } } });
holdsItsContract({ operation: reviseRequest, world: () => world, ready });

async function signedOnce(): Promise<RequestChanged> {
  const submitted = await world.company.submit();
  await world.company.decide(world.company.budgetOwner, submitted.id, 'approve');
  return submitted;
}

describe('201', () => {
  it('leaves what was signed standing for an immaterial change; who signs next signs the new revision (row:A4)', async () => {
    const { id, revisionDigest } = await signedOnce();
    const revised = await revise(id, { ...plain, note: 'third floor' });
    expect(revised).toMatchObject({ revision: 2, status: 'open' });
    expect(revised.revisionDigest).not.toBe(revisionDigest);
    const seen = await view(id);
    expect([seen.waitingOn?.stepId, seen.tasks.map(({ status }) => status)]).toEqual(['finance', ['approved', 'open']]);
    const decided = await world.company.decide(world.company.finance, id, 'approve');
    expect([decided.requestStatus, decided.revision]).toEqual(['approved', 2]);
    expect((await view(id)).decisions.map(({ revision }) => revision)).toEqual([1, 2]);
  });

  it('voids what was signed for a material change, closes the open task, and starts the steps anew (row:A4)', async () => {
    const { id } = await signedOnce();
    await revise(id, dearer);
    const seen = await view(id);
    expect([seen.waitingOn?.stepId, seen.tasks.map(({ stepId, status }) => `${stepId} ${status}`)]).toEqual(['budget', ['budget approved', 'finance superseded', 'budget open']]);
    expect(seen.current.content).toEqual(dearer);
    await expect(world.company.decide(world.company.finance, id, 'approve')).rejects.toThrow('no task of this request waits');
    await world.company.decide(world.company.budgetOwner, id, 'approve');
    expect((await world.company.decide(world.company.finance, id, 'approve')).requestStatus).toBe('approved');
  });

  it('asks whom a condition names, although what it reads was declared immaterial before that was refused (row:A4 row:A2)', async () => {
    const { company } = world;
    const steps = [approvalBy(company, 'Finance', { id: 'abroad', when: 'has(request.note) && request.note == "abroad"' }), approvalBy(company, 'Budget owner', { quorum: 2 })];
    const { requestTypeId, submit } = await addFlow(company, 'Trips', steps, { immaterialFields: [] });
    await world.api.database.look("update app.request_type_versions set immaterial_fields = '{note}' where request_type_id = $1", [requestTypeId]);
    const second = await company.join('Second owner', ['Budget owner']);
    const { id } = await submit({ ...plain, note: 'home' });
    await company.decide(company.budgetOwner, id, 'approve');
    await revise(id, { ...plain, note: 'abroad' });
    const seen = await view(id);
    expect([seen.waitingOn?.stepId, seen.tasks.map(({ stepId, status }) => `${stepId} ${status}`)]).toEqual(['abroad', ['check superseded', 'abroad open']]);
    await company.decide(company.finance, id, 'approve');
    // The first owner's signature stands: their step is not bound to the note. One more is needed, of somebody else.
    expect((await view(id)).tasks.map(({ stepId, status }) => `${stepId} ${status}`)).toEqual(['check superseded', 'abroad approved', 'check open']);
    expect((await company.decide(second, id, 'approve')).requestStatus).toBe('approved');
    const sheet = await company.budgetOwner.call(showRequest, { query: { requestId: id } });
    expect(sheet.data.facts.find(({ field }) => field === 'note')).toMatchObject({ material: true });
  });

  it('evaluates conditions anew: a smaller amount skips the step that it no longer needs (row:A2)', async () => {
    const { id } = await world.company.submit();
    await revise(id, { ...plain, amount: { ...amount, amount: '4999.99' } });
    expect((await world.company.decide(world.company.budgetOwner, id, 'approve')).requestStatus).toBe('approved');
  });

  it('starts anew after a return, whatever was changed, and even if nothing was (row:A8)', async () => {
    for (const content of [plain, { ...plain, note: 'explained' }]) {
      const { id } = await world.company.submit();
      await world.company.decide(world.company.budgetOwner, id, 'request_changes', 'Explain, please.');
      expect((await view(id)).status).toBe('returned');
      expect(await revise(id, content)).toMatchObject({ status: 'open', revision: 2 });
      expect((await view(id)).waitingOn?.stepId).toBe('budget');
    }
  });

  it('keeps the revisions that were there: none of them ever changes (row:A4)', async () => {
    const { id, revisionDigest } = await world.company.submit();
    await revise(id, dearer);
    const kept = await world.api.database.look('select revision, content, revision_digest as digest from app.revisions where request_id = $1 order by revision', [id]);
    expect(kept).toMatchObject([{ revision: 1, content: plain, digest: revisionDigest }, { revision: 2, content: dearer }]);
  });

  it('numbers revisions sent at once one after the other, and loses none (row:A4)', async () => {
    const { id } = await world.company.submit();
    const answers = await Promise.all([1, 2, 3, 4].map((note) => sendRaw((note % 2 === 0 ? world.api : world.twin).baseUrl, reviseRequest, { params: { requestId: id }, body: { content: { ...plain, note: `at once ${note}` } } }, { by: world.company.requester })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(answers.map(({ json }) => Number(json.revision)).sort()).toEqual([2, 3, 4, 5]);
  });
});

describe('403', () => {
  it('lets nobody but the requester change it, also not who may read everything (row:F2)', async () => {
    const { id } = await world.company.submit();
    await expectRefusal(world, reviseRequest, { params: { requestId: id }, body: { content: dearer } }, { by: world.company.admin }, 'not_the_requester');
  });
});

describe('404', () => {
  it('looks absent to a colleague who may not read it (row:F2)', async () => {
    const colleague = await world.company.join('Colleague', ['requester']);
    const { id } = await world.company.submit();
    await expectRefusal(world, reviseRequest, { params: { requestId: id }, body: { content: dearer } }, { by: colleague }, 'not_found');
  });
});

describe('409', () => {
  it('refuses what changes nothing, and what has ended (row:A4)', async () => {
    const { id } = await world.company.submit();
    const { requester, budgetOwner, finance } = world.company;
    const same = { amount: { currency: 'EUR', amount: '12400.00' }, title: 'Stage lighting' };
    await expectRefusal(world, reviseRequest, { params: { requestId: id }, body: { content: same } }, { by: requester }, 'revision_unchanged');
    await world.company.decide(budgetOwner, id, 'approve');
    await world.company.decide(finance, id, 'reject', 'No.');
    await expectRefusal(world, reviseRequest, { params: { requestId: id }, body: { content: dearer } }, { by: requester }, 'request_closed');
  });
});

describe('422', () => {
  it('refuses a content that the form does not allow, with the field at fault (row:F6)', async () => {
    const { id } = await world.company.submit();
    const answer = await expectRefusal(world, reviseRequest, { params: { requestId: id }, body: { content: { ...plain, amount: 'much' } } }, { by: world.company.requester }, 'invalid_input');
    expect(pointersOf(answer)).toEqual(['/body/content/amount']);
  });
});
