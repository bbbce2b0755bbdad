import { createCalendar } from '@countersign/contracts/calendars';
import { showNotifications } from '@countersign/contracts/screens';
import { getRequest } from '@countersign/contracts/requests';
import { addFlow, newCompany, openTestApi, openTestWorker, signedBy, workingTime, workingWeek, type Company, type Person, type TestApi, type TestWorker } from '@countersign/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

/** A step that one holder of a role signs, and that ends the request when it says no. */
const asked: typeof signedBy = (of, role, change) => signedBy(of, role, { id: 'sign', name: 'Sign', onReject: 'end', ...change });

let api: TestApi;
let company: Company;
let worker: TestWorker;
/** Days of 24 hours in UTC, so that working hours are hours; and Berlin's office hours elsewhere. */
const always = { ...workingWeek('Always'), timeZone: 'UTC', holidays: [], week: Object.fromEntries(Object.keys(workingTime.week).map((weekday) => [weekday, [{ from: '00:00', to: '24:00' }]])) as typeof workingTime.week };
beforeAll(async () => {
  api = await openTestApi();
  company = await newCompany(api, 'Acme');
  await company.admin.call(createCalendar, { body: always });
  await holdClock();
  worker = await openTestWorker(api.database);
}, 120_000);
afterAll(async () => {
  await worker.close();
  await api.close();
});
beforeEach(() => setClock('0'));

/** The worker's connections find this clock before the database's own: it can jump, both ways. */
async function holdClock(): Promise<void> {
  await api.database.look("create schema fake");
  await api.database.look("create table fake.clock (ahead interval not null)");
  await api.database.look("insert into fake.clock values ('0')");
  await api.database.look("create function fake.clock_timestamp() returns timestamptz language sql volatile as 'select pg_catalog.clock_timestamp() + (select ahead from fake.clock)'");
  await api.database.look('grant usage on schema fake to cs_app, cs_worker');
  await api.database.look('grant select on fake.clock to cs_app, cs_worker');
  await api.database.look("do $do$ begin execute format('alter role cs_worker in database %I set search_path = fake, pg_catalog', current_database()); end $do$");
}
const setClock = (ahead: string) => api.database.look('update fake.clock set ahead = $1::interval', [ahead]);
const clockTo = (at: Date, byMs: number) => api.database.look('update fake.clock set ahead = ($1::timestamptz + $2::int * interval \'1 millisecond\') - clock_timestamp()', [at, byMs]);

interface TimerRow {
  readonly id: string;
  readonly tenantId: string;
  readonly kind: string;
  readonly state: string;
  readonly at: Date;
}
const timersOf = (requestId: string) => api.database.look<TimerRow>('select id, tenant_id as "tenantId", kind, state, at from app.timers where request_id = $1 order by at, kind', [requestId]);
const timerOf = async (requestId: string, kind: string): Promise<TimerRow & { readonly timerId: string }> => {
  const found = (await timersOf(requestId)).find((timer) => timer.kind === kind);
  if (!found) throw new Error(`there is no timer ${kind}`);
  return { ...found, timerId: found.id };
};
const actionsOf = async (requestId: string) => (await api.database.look<{ action: string }>("select action from app.audit_entries where subject_id = $1 and convert_from(canonical, 'UTF8')::jsonb#>>'{actor,name}' = 'timers' order by id", [requestId])).map(({ action }) => action);
const toldOf = async (person: Person, requestId: string) => (await person.call(showNotifications, { query: {} })).data.rows.filter(({ request }) => request.id === requestId).map(({ kind }) => kind);
const statusOf = async (requestId: string) => (await company.admin.call(getRequest, { params: { requestId } })).status;
const jobsOf = (timerId: string) => api.database.look<{ waits: number }>("select extract(epoch from start_after - now())::int as waits from pgboss.job where name = 'timers' and data->>'timerId' = $1 order by created_on", [timerId]);

describe('the timers of a task (row:A10)', () => {
  it('stand when it opens, each with its job: reminders before it is due, the due time, and what follows', async () => {
    const flow = await addFlow(company, 'Timed', { formatVersion: 2, steps: [asked(company, 'Finance', { due: { workingHours: 8 }, reminders: [{ workingHours: 2 }, { workingHours: 9 }], onOverdue: { after: { hours: 3 }, then: 'reject' } })] });
    const { id } = await flow.submit();
    const [task] = await api.database.look<{ opened: Date; due: Date }>('select opened_at as opened, due_at as due from app.tasks where request_id = $1', [id]);
    if (!task) throw new Error('a task was opened');
    const hours = (of: Date) => (of.getTime() - task.opened.getTime()) / 3_600_000;
    expect(hours(task.due)).toBe(8);
    const timers = await timersOf(id);
    // A reminder nine hours before it is due would have been due before anybody was asked.
    expect(timers.map(({ kind, at }) => [kind, hours(at)])).toEqual([['reminder', 6], ['due', 8], ['overdue', 11]]);
    for (const { id: timerId, at } of timers) expect(Math.abs(((await jobsOf(timerId))[0]?.waits ?? 0) - hours(at) * 3600)).toBeLessThan(60);
  });

  it('do nothing before their time by the clock of the database, also where it jumps back; then once, however often and by however many they are fired', async () => {
    const flow = await addFlow(company, 'Once', { formatVersion: 2, steps: [asked(company, 'Finance', { due: { workingHours: 8 }, reminders: [{ workingHours: 2 }] })] });
    const { id } = await flow.submit();
    const [reminder, due] = [await timerOf(id, 'reminder'), await timerOf(id, 'due')];
    for (const ahead of ['-3 days', '0']) {
      await setClock(ahead);
      expect(await worker.fireTimer(reminder)).toBe('later');
    }
    await clockTo(reminder.at, -1500);
    expect(await worker.fireTimer(reminder)).toBe('later');
    expect((await jobsOf(reminder.id)).at(-1)?.waits).toBeLessThanOrEqual(2);
    expect([await actionsOf(id), await toldOf(company.finance, id)]).toEqual([[], []]);
    await clockTo(reminder.at, 1);
    expect((await Promise.all([worker.fireTimer(reminder), worker.fireTimer(reminder)])).sort()).toEqual(['fired', 'nothing_to_do']);
    await setClock('-1 hour');
    expect(await worker.fireTimer(reminder)).toBe('nothing_to_do');
    await clockTo(due.at, 1);
    expect(await worker.fireTimer(due)).toBe('fired');
    expect(await actionsOf(id)).toEqual(['task.reminded', 'task.became_overdue']);
    expect((await toldOf(company.finance, id)).sort()).toEqual(['overdue', 'reminded']);
    expect(await toldOf(company.requester, id)).toEqual(['overdue']);
  });

  it('are moot once somebody has decided', async () => {
    const flow = await addFlow(company, 'Decided', { formatVersion: 2, steps: [asked(company, 'Finance', { due: { workingHours: 1 } })] });
    const { id } = await flow.submit();
    await company.decide(company.finance, id, 'approve');
    const due = await timerOf(id, 'due');
    await clockTo(due.at, 1);
    expect(await worker.fireTimer(due)).toBe('moot');
    expect([await actionsOf(id), await statusOf(id), (await timerOf(id, 'due')).state]).toEqual([[], 'approved', 'moot']);
  });

  it('ask others besides once it is overdue by so long, who may decide then, and say so where there is nobody else', async () => {
    const roleId = company.roleIds.get('Budget owner') ?? '';
    const flow = await addFlow(company, 'Escalated', { formatVersion: 2, steps: [asked(company, 'Finance', { due: { workingHours: 1 }, onOverdue: { after: { hours: 1 }, escalateTo: [{ kind: 'role', roleId }] } })] });
    const [first, second] = [await flow.submit(), await flow.submit()];
    const overdue = await timerOf(first.id, 'overdue');
    await clockTo(overdue.at, 1);
    expect(await worker.fireTimer(overdue)).toBe('fired');
    expect(await toldOf(company.budgetOwner, first.id)).toEqual(['asked']);
    expect(await company.decide(company.budgetOwner, first.id, 'approve')).toMatchObject({ requestStatus: 'approved' });
    await api.database.look("delete from app.member_roles where role_id = $1", [roleId]);
    const later = await timerOf(second.id, 'overdue');
    await clockTo(later.at, 1);
    expect(await worker.fireTimer(later)).toBe('fired');
    expect([await actionsOf(first.id), await actionsOf(second.id), await statusOf(second.id)]).toEqual([['task.escalated'], ['task.escalated_in_vain'], 'open']);
  });

  it('say no by themselves where the step says so, and never yes', async () => {
    const flow = await addFlow(company, 'Expiring', { formatVersion: 2, steps: [asked(company, 'Finance', { due: { workingHours: 1 }, onOverdue: { after: { hours: 1 }, then: 'reject' } })] });
    const { id } = await flow.submit();
    const overdue = await timerOf(id, 'overdue');
    await clockTo(overdue.at, 1);
    expect(await worker.fireTimer(overdue)).toBe('fired');
    expect([await statusOf(id), await actionsOf(id), await toldOf(company.requester, id)]).toEqual(['rejected', ['task.expired'], ['expired']]);
  });
});

describe('a wait (row:A10)', () => {
  it('ends when its time has come, and what follows is asked then', async () => {
    const flow = await addFlow(company, 'Waiting', { formatVersion: 2, steps: [{ id: 'pause', kind: 'wait', name: 'Pause', until: { workingHours: 5 } }, asked(company, 'Finance')] });
    const { id } = await flow.submit();
    expect(await toldOf(company.finance, id)).toEqual([]);
    const wait = await timerOf(id, 'wait');
    expect(await worker.fireTimer(wait)).toBe('later');
    await clockTo(wait.at, 1);
    expect(await worker.fireTimer(wait)).toBe('fired');
    expect(await company.decide(company.finance, id, 'approve')).toMatchObject({ requestStatus: 'approved' });
    expect(await actionsOf(id)).toEqual(['request.went_on']);
  });

  it('is not ended by the time of a wait before it, and lets that timer be done with', async () => {
    const flow = await addFlow(company, 'Waiting anew', { formatVersion: 2, steps: [{ id: 'pause', kind: 'wait', name: 'Pause', until: { workingHours: 5 } }, asked(company, 'Finance')] });
    const { id } = await flow.submit();
    // As one that was left from a wait of the same step, which the request has gone back to since.
    await api.database.look("update app.timers set at = at - interval '4 hours' where request_id = $1 and kind = 'wait'", [id]);
    const earlier = await timerOf(id, 'wait');
    await clockTo(earlier.at, 1);
    expect(await worker.fireTimer(earlier)).toBe('moot');
    expect([await actionsOf(id), await toldOf(company.finance, id)]).toEqual([[], []]);
  });
});

describe('time and the clocks (row:A10)', () => {
  it('keeps to the wall of the calendar when clocks change between: nothing is fired an hour early or late', async () => {
    const berlin = await newCompany(api, 'Fjord');
    await berlin.admin.call(createCalendar, { body: { ...workingWeek('Berlin'), holidays: [] } });
    const flow = await addFlow(berlin, 'Over the spring', { formatVersion: 2, steps: [asked(berlin, 'Finance', { due: { workingDays: 250 } })] });
    const { id } = await flow.submit();
    const due = await timerOf(id, 'due');
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit', weekday: 'short' }).format(due.at);
    expect(clock).toMatch(/^(Mon|Tue|Wed|Thu|Fri),? 17:00$/);
    await clockTo(due.at, -2000);
    expect(await worker.fireTimer(due)).toBe('later');
    await clockTo(due.at, 1);
    expect(await worker.fireTimer(due)).toBe('fired');
  });

  it('finds by a sweep what a lost job or a jump of the clock left, in every company, and nothing before its time', async () => {
    const other = await newCompany(api, 'Borealis');
    await other.admin.call(createCalendar, { body: always });
    const step = { due: { workingHours: 4 } } as const;
    const [ours, theirs] = [await (await addFlow(company, 'Swept', { formatVersion: 2, steps: [asked(company, 'Finance', step)] })).submit(), await (await addFlow(other, 'Swept', { formatVersion: 2, steps: [asked(other, 'Finance', step)] })).submit()];
    await api.database.look("delete from pgboss.job where name = 'timers'");
    expect((await worker.sweepTimers(0)).fired).toBe(0);
    const due = await timerOf(ours.id, 'due');
    await clockTo(due.at, 70_000);
    expect((await worker.sweepTimers(60)).fired).toBeGreaterThanOrEqual(2);
    expect((await worker.sweepTimers(60)).fired).toBe(0);
    for (const { id } of [ours, theirs]) expect(await actionsOf(id)).toEqual(['task.became_overdue']);
  });

  it('fires nothing of another company, whatever a job says (row:F1)', async () => {
    const flow = await addFlow(company, 'Ours', { formatVersion: 2, steps: [asked(company, 'Finance', { due: { workingHours: 1 } })] });
    const { id } = await flow.submit();
    const due = await timerOf(id, 'due');
    await clockTo(due.at, 1);
    const [foreign] = await api.database.look<{ tenantId: string }>('select tenant_id as "tenantId" from app.tenants where tenant_id <> $1 limit 1', [due.tenantId]);
    expect(await worker.fireTimer({ ...due, tenantId: foreign?.tenantId ?? '' })).toBe('nothing_to_do');
    expect((await timerOf(id, 'due')).state).toBe('waiting');
  });
});
