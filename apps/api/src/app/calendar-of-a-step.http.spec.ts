import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCalendar, deleteCalendar } from '@countersign/contracts/calendars';
import { getRequest, withdrawRequest } from '@countersign/contracts/requests';
import { showWorkflow, showWorkflowEditor } from '@countersign/contracts/screens';
import { addWorkflowVersion, createWorkflow, previewWorkflow, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { addFlow, expectRefusal, openHttpWorld, signedBy, workingTime, workingWeek, type HttpWorld, type RequestFlow } from '@countersign/testing';
import { randomUUID } from 'node:crypto';

let world: HttpWorld;
let defaultId = '';
let berlinId = '';
let flow: RequestFlow;
const always = { ...workingWeek('Always'), timeZone: 'UTC', holidays: [], week: Object.fromEntries(Object.keys(workingTime.week).map((weekday) => [weekday, [{ from: '00:00', to: '24:00' }]])) as typeof workingTime.week };
const due = { workingDays: 1 };
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  defaultId = (await company.admin.call(createCalendar, { body: always })).id;
  berlinId = (await company.admin.call(createCalendar, { body: { ...workingWeek('Berlin office'), holidays: [] } })).id;
  flow = await addFlow(company, 'Two clocks', definition());
}, 120_000);
afterAll(() => world.close());

const definition = (calendarId: string | undefined = berlinId) => ({
  formatVersion: 2 as const,
  steps: [
    signedBy(world.company, 'Finance', { id: 'first', name: 'First', due }),
    signedBy(world.company, 'Budget owner', { id: 'second', name: 'Second', due, calendarId, reminders: [{ workingHours: 2 }], onOverdue: { after: { workingHours: 1 }, then: 'reject' } }),
    { id: 'rest', kind: 'wait' as const, name: 'Rest', until: due, calendarId },
  ],
});
const clockIn = (timeZone: string, at: string | null | undefined) => new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at ?? 0));

describe('a step that names a calendar (row:A10)', () => {
  it('is due, reminds, acts and waits by it; one that names none goes by the default', async () => {
    const { company } = world;
    const { id } = await flow.submit();
    const tasks = async () => (await company.admin.call(getRequest, { params: { requestId: id } })).tasks;
    expect(clockIn('UTC', (await tasks())[0]?.dueAt)).toBe('00:00');
    await company.decide(company.finance, id, 'approve');
    const second = (await tasks()).find(({ stepId }) => stepId === 'second');
    expect(clockIn('Europe/Berlin', second?.dueAt)).toBe('17:00');
    const timers = await world.api.database.look<{ kind: string; at: Date }>("select kind, at from app.timers where task_id = $1 order by at", [second?.id ?? '']);
    expect(timers.map(({ kind, at }) => [kind, clockIn('Europe/Berlin', at.toISOString())])).toEqual([['reminder', '15:00'], ['due', '17:00'], ['overdue', '10:00']]);
    await company.decide(company.budgetOwner, id, 'approve');
    const [wait] = await world.api.database.look<{ at: Date }>("select at from app.timers where request_id = $1 and kind = 'wait'", [id]);
    expect(clockIn('Europe/Berlin', wait?.at.toISOString())).toBe('17:00');
  });

  it('says so on the page of its workflow, and in its editor, which offers the company’s own', async () => {
    const { company, foreigner } = world;
    const { shown } = (await company.admin.call(showWorkflow, { query: { workflowId: flow.workflowId } })).data;
    expect(shown.steps.map((step) => ('terms' in step ? step.terms.slice(0, 2).join('; ') : 'until' in step ? step.until : null))).toEqual(['is due after 1 working day', 'is due after 1 working day; counts by the calendar Berlin office', 'for 1 working day, by the calendar Berlin office']);
    const offered = (await company.admin.call(showWorkflowEditor, { query: { workflowId: flow.workflowId } })).data.calendars;
    expect(offered).toEqual([{ id: defaultId, name: 'Always', isDefault: true }, { id: berlinId, name: 'Berlin office', isDefault: false }]);
    expect((await foreigner.call(showWorkflowEditor, { query: {} })).data.calendars).toEqual([]);
    const { differences } = await company.admin.call(previewWorkflow, { body: { workflowId: flow.workflowId, definition: definition(defaultId) as never } });
    expect(differences.map(({ text }) => text).join()).toContain('counts by the calendar Always, instead of the calendar Berlin office');
  });
});

describe('a calendar that is named', () => {
  it('has to be there, and the company’s own: what names another is a finding that names the step (row:A10 row:F1)', async () => {
    const { company, foreigner } = world;
    const foreign = (await foreigner.call(createCalendar, { body: workingWeek('Elsewhere') })).id;
    for (const calendarId of [foreign, randomUUID()]) {
      const body = { name: `Named ${calendarId}`, definition: definition(calendarId) as never };
      const refused = await expectRefusal(world, createWorkflow, { body }, { by: company.admin }, 'definition_invalid');
      const detail = (name: string) => `"${name}" counts by a calendar that does not exist. Choose one from the list, or leave it out.`;
      expect(refused.json.errors).toEqual([{ pointer: '/body/definition/steps/second', detail: detail('Second') }, { pointer: '/body/definition/steps/rest', detail: detail('Rest') }]);
    }
  });

  it('is not deleted as long as a published version counts by it, or a request that has not ended; and then no version that names it is published (row:A10 row:B2)', async () => {
    const { company } = world;
    const { admin, finance } = company;
    const { id: calendarId } = await admin.call(createCalendar, { body: workingWeek('Branch') });
    const other = await addFlow(company, 'Of a branch', definition(calendarId));
    const { id } = await other.submit();
    const refused = async () => (await expectRefusal(world, deleteCalendar, { params: { calendarId } }, { by: admin }, 'calendar_in_use')).json.detail;
    expect(await refused()).toBe('The workflow “Of a branch” counts by it (version 1, published). Nothing was deleted.');
    const params = { workflowId: other.workflowId };
    await admin.call(addWorkflowVersion, { params, body: { definition: definition() as never } });
    await admin.call(addWorkflowVersion, { params, body: { definition: definition(calendarId) as never } });
    await admin.call(publishWorkflowVersion, { params: { ...params, version: '2' } });
    expect(await refused()).toBe('A request under way runs on version 1 of the workflow “Of a branch”, which counts by it. Nothing was deleted.');
    await company.decide(finance, id, 'reject', 'Not now');
    await company.requester.call(withdrawRequest, { params: { requestId: id }, body: {} });
    await admin.call(deleteCalendar, { params: { calendarId } });
    await expectRefusal(world, publishWorkflowVersion, { params: { ...params, version: '3' } }, { by: admin }, 'definition_invalid');
  });
});
