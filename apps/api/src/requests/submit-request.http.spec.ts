import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRequestType } from '@countersign/contracts/request-types';
import { getRequest, listRequests, reviseRequest, submitRequest } from '@countersign/contracts/requests';
import { listTasks } from '@countersign/contracts/tasks';
import { createWorkflow } from '@countersign/contracts/workflows';
import { addFlow, approvalBy, expectRefusal, holdsItsContract, openHttpWorld, payEffect, pointersOf, purchaseForm, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let count = 0;
const content = (change: object = {}) => ({ title: `Lamps ${(count += 1)}`, amount: { amount: '12400.00', currency: 'EUR' }, ...change });
const body = (change: object = {}) => ({ requestTypeId: world.company.requestTypeId, content: content(change) });
holdsItsContract({ operation: submitRequest, world: () => world, ready: () => ({ by: world.company.requester, input: { body: body() } }) });

describe('201', () => {
  it('opens the first step that applies for those who may sign, with why, and shows it to nobody else (row:A1 row:F1)', async () => {
    const { company } = world;
    const { id } = await company.submit();
    const request = await company.requester.call(getRequest, { params: { requestId: id } });
    expect(request).toMatchObject({ status: 'open', revision: 1, waitingOn: { stepId: 'budget' }, tasks: [{ status: 'open', quorum: 1, candidates: [{ name: 'Budget owner of Acme', because: 'holds the role Budget owner' }], excluded: [] }] });
    const waiting = async (by: typeof company.finance) => (await by.call(listTasks, { query: { assignee: 'me' } })).items.some(({ requestId }) => requestId === id);
    expect([await waiting(company.budgetOwner), await waiting(company.finance), await waiting(world.foreigner)]).toEqual([true, false, false]);
  });

  it('numbers requests one after the other, also those submitted at once, each company its own (row:F1)', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => sendRaw((index % 2 === 0 ? world.api : world.twin).baseUrl, submitRequest, { body: body() }, { by: world.company.requester })));
    const numbers = answers.map(({ json }) => Number(json.number)).sort((a, b) => a - b);
    expect(numbers.map((number) => number - (numbers[0] ?? 0))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('keeps every digit of an amount, from the request to lists, tasks and what will be sent (row:A7 row:C1)', async () => {
    const { company } = world;
    for (const amount of ['34.33634285099345', '0.10', '12400.00', '9007199254740993', '123456789012345678901234567890.123456789012345678901234567890', '0']) {
      const money = { amount, currency: 'EUR' };
      const { id } = await company.submit({ title: `Exactly ${amount}`, amount: money });
      const view = await company.requester.call(getRequest, { params: { requestId: id } });
      expect([view.amount, view.current.content.amount]).toEqual([money, money]);
      const listed = (await company.requester.call(listRequests, { query: {} })).items.find((item) => item.id === id);
      expect(listed?.amount).toEqual(money);
      const task = (await company.budgetOwner.call(listTasks, { query: { assignee: 'me', limit: '100' } })).items.find((item) => item.requestId === id);
      expect(task?.amount).toEqual(money);
      const decided = await company.decide(company.budgetOwner, id, 'approve');
      if (decided.requestStatus === 'open') await company.decide(company.finance, id, 'approve');
      const effects = await world.api.database.look<{ payload: string }>('select payload from app.effects where request_id = $1', [id]);
      expect(effects).toHaveLength(1);
      expect((JSON.parse(effects[0]?.payload ?? '{}') as { data: { content: unknown } }).data.content).toEqual({ title: `Exactly ${amount}`, amount: money });
    }
  });

  it('never asks the requester, also where they hold the role, and says why they were left out (row:A1)', async () => {
    const { company } = world;
    const both = await company.join('Both', ['requester', 'Budget owner']);
    const { id, status } = await company.submit(content(), both);
    const request = await both.call(getRequest, { params: { requestId: id } });
    expect(status).toBe('open');
    expect(request.tasks[0]?.candidates.map(({ name }) => name)).toEqual(['Budget owner of Acme']);
    expect(request.tasks[0]?.excluded).toMatchObject([{ name: 'Both', because: 'made this request' }]);
  });

  it("asks only signers of the requester's unit where the step says so, and stops where there is none (row:A1)", async () => {
    const { company } = world;
    await company.addRole('Unit head', ['request.read', 'task.decide']);
    await company.join('Head of North', ['Unit head'], 'North');
    await company.join('Head of South', ['Unit head'], 'South');
    const flow = await addFlow(company, 'By unit', [{ ...approvalBy(company, 'Unit head'), approvers: { roleIds: [company.roleIds.get('Unit head') ?? ''], memberIds: [], unit: 'requester' } }]);
    const [north, east] = [await company.join('Northerner', ['requester'], 'North'), await company.join('Easterner', ['requester'], 'East')];
    const asked = async (by: typeof north) => {
      const { id, status } = await flow.submit(undefined, by);
      const { tasks } = await by.call(getRequest, { params: { requestId: id } });
      return [status, tasks.flatMap(({ candidates }) => candidates.map(({ name, because }) => [name, because]))];
    };
    expect(await asked(north)).toEqual(['open', [['Head of North', 'holds the role Unit head, in North']]]);
    expect(await asked(east)).toEqual(['needs_approver', []]);
    expect(await asked(company.requester)).toEqual(['needs_approver', []]);
  });

  it('stops, and never passes, where a step resolves to fewer than it needs (row:A1)', async () => {
    const { company } = world;
    await company.addRole('Nobody', ['request.read', 'task.decide']);
    const empty = await addFlow(company, 'Asks nobody', [approvalBy(company, 'Nobody'), payEffect(company)]);
    const few = await addFlow(company, 'Asks two of one', [approvalBy(company, 'Finance', { quorum: 2 }), payEffect(company)]);
    for (const flow of [empty, few]) {
      const { id, status } = await flow.submit();
      expect(status).toBe('needs_approver');
      const view = await company.requester.call(getRequest, { params: { requestId: id } });
      expect([view.tasks, view.effects]).toEqual([[], []]);
    }
  });
});

describe('a title of more characters than lists show', () => {
  it('is cut between characters, and the request can be revised', async () => {
    const { admin, requester, workflowId } = world.company;
    const form = { ...purchaseForm, properties: { ...purchaseForm.properties, title: { type: 'string' } } };
    const type = await admin.call(createRequestType, { body: { name: 'Long titles', form, titleField: 'title', workflowId } });
    const title = `${'x'.repeat(299)}😀😀`;
    const { id } = await requester.call(submitRequest, { body: { requestTypeId: type.id, content: content({ title }) } });
    expect((await requester.call(getRequest, { params: { requestId: id } })).title).toBe(`${'x'.repeat(299)}😀`);
    await expect(requester.call(reviseRequest, { params: { requestId: id }, body: { content: content({ title: `y${title}` }) } })).resolves.toMatchObject({ revision: 2 });
  });
});

describe('a related request', () => {
  const about = (relatedRequestIds: string[]) => ({ body: { ...body(), relatedRequestIds } });

  it('is shown with the one that names it, both ways, to those only who may see it (row:F2 row:J1)', async () => {
    const { company } = world;
    const colleague = await company.join('Colleague with a permit', ['requester']);
    const permit = await company.submit({ title: 'Permit to travel', amount: { amount: '900.00', currency: 'EUR' } });
    const secret = await company.submit({ title: "A colleague's own", amount: { amount: '1.00', currency: 'EUR' } }, colleague);
    const { id } = await company.requester.call(submitRequest, about([permit.id, permit.id]));
    const of = async (by: typeof colleague, requestId: string) => (await by.call(getRequest, { params: { requestId } })).related.map((one) => [one.relation, one.id, one.title, one.status]);
    expect(await of(company.requester, id)).toEqual([['names', permit.id, 'Permit to travel', 'open']]);
    expect((await of(company.requester, permit.id)).map(([relation, other]) => [relation, other])).toEqual([['named_by', id]]);
    const byAdmin = await company.admin.call(submitRequest, about([permit.id, secret.id]));
    expect(await of(company.admin, byAdmin.id)).toHaveLength(2);
    // The colleague sees neither the admin's request nor the requester's.
    expect(await of(colleague, secret.id)).toEqual([]);
  });

  it('changes no digest (row:A4)', async () => {
    const same = content();
    const plain = await world.company.requester.call(submitRequest, { body: { requestTypeId: world.company.requestTypeId, content: same } });
    const linked = await world.company.requester.call(submitRequest, { body: { requestTypeId: world.company.requestTypeId, content: same, relatedRequestIds: [plain.id] } });
    expect(linked.revisionDigest).toBe(plain.revisionDigest);
  });

  it('of another company, unknown, and not to be seen are refused in the same words, and nothing is submitted (row:F1 row:F2)', async () => {
    const { company } = world;
    const mine = await company.submit();
    const colleague = await company.join('Colleague without', ['requester']);
    const texts = new Set<string>();
    for (const [by, id] of [[colleague, mine.id], [colleague, crypto.randomUUID()]] as const) {
      const answer = await expectRefusal(world, submitRequest, about([id]), { by }, 'related_request_unknown');
      expect(pointersOf(answer)).toEqual(['/body/relatedRequestIds/0']);
      texts.add(answer.text);
    }
    expect(texts.size).toBe(1);
    await expectRefusal(world, submitRequest, about(Array.from({ length: 21 }, () => mine.id)), { by: company.requester }, 'invalid_input');
  });
});

describe('404', () => {
  it('knows no request type of another company (row:F1)', async () => {
    await expectRefusal(world, submitRequest, { body: body() }, { by: world.foreigner }, 'not_found');
    await expectRefusal(world, submitRequest, { body: { ...body(), requestTypeId: crypto.randomUUID() } }, { by: world.company.requester }, 'not_found');
  });
});

describe('409', () => {
  it('does not start a workflow that was never published (row:B2)', async () => {
    const { admin, requester } = world.company;
    const workflow = await admin.call(createWorkflow, { body: { name: 'Draft', definition: { formatVersion: 1, steps: [approvalBy(world.company, 'Finance')] } as never } });
    const type = await admin.call(createRequestType, { body: { name: 'On a draft', form: purchaseForm, titleField: 'title', workflowId: workflow.id } });
    await expectRefusal(world, submitRequest, { body: { requestTypeId: type.id, content: content() } }, { by: requester }, 'workflow_not_published');
  });
});

describe('422', () => {
  it('refuses a content that the form does not allow, with every field at fault (row:F6 row:A4)', async () => {
    const wrong: [object, string][] = [
      [{ title: undefined }, '/body/content/title'],
      [{ title: '   ' }, '/body/content/title'],
      [{ title: '\u2800\u200d' }, '/body/content/title'],
      [{ title: 'Paid\u200b' }, '/body/content/title'],
      [{ title: '\u202ediaP' }, '/body/content/title'],
      [{ title: 'x'.repeat(201) }, '/body/content/title'],
      [{ amount: 12400 }, '/body/content/amount'],
      [{ amount: { amount: 12400, currency: 'EUR' } }, '/body/content/amount/amount'],
      [{ amount: { amount: '1e3', currency: 'EUR' } }, '/body/content/amount/amount'],
      [{ amount: { amount: '12.400,00', currency: 'EUR' } }, '/body/content/amount/amount'],
      [{ amount: { amount: '1.00', currency: 'eur' } }, '/body/content/amount/currency'],
      [{ amount: { amount: '-5', currency: 'EUR' } }, '/body/content/amount/amount'],
      [{ approved: true }, '/body/content/approved'],
      [{ note: 'a\u0000b' }, '/body/content/note'],
      [{ note: '\udc00' }, '/body/content/note'],
    ];
    for (const [change, pointer] of wrong) {
      const answer = await expectRefusal(world, submitRequest, { body: body(change) }, { by: world.company.requester }, 'invalid_input');
      expect(pointersOf(answer)).toEqual([pointer]);
    }
  });

  it('refuses where no step would ask anybody, and where a condition cannot be worked out (row:A2 row:A1)', async () => {
    const { company } = world;
    const none = await addFlow(company, 'Skips all', [approvalBy(company, 'Finance', { when: 'false' }), payEffect(company)]);
    await expectRefusal(world, submitRequest, { body: { requestTypeId: none.requestTypeId, content: content() } }, { by: company.requester }, 'no_step_applies');
    const unclear = await addFlow(company, 'Reads a number', [approvalBy(company, 'Finance', { when: 'int(request.title) > 1' })], { immaterialFields: [] });
    const answer = await expectRefusal(world, submitRequest, { body: { requestTypeId: unclear.requestTypeId, content: content() } }, { by: company.requester }, 'condition_failed');
    expect(answer.json.stepId).toBe('check');
    await expect(unclear.submit(content({ title: '12' }))).resolves.toMatchObject({ status: 'open' });
  });
});
