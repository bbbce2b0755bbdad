import type { WorkingTime } from '@countersign/contracts/calendars';
import { nameCursor, pageOf, readCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';

export interface Calendar extends WorkingTime {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
}

/** One by which a step counts: the one that it names, or the default. */
export type ApplyingCalendar = WorkingTime & Pick<Calendar, 'id' | 'isDefault'>;

/** A version of a workflow that counts by a calendar, and by how many requests that have not ended. */
export interface CountingVersion {
  readonly workflowName: string;
  readonly version: number;
  readonly state: 'published' | 'retired';
  readonly underWay: number;
}

export interface CalendarRow extends Calendar {
  readonly changedAt: Date;
}

const COLUMNS = 'c.id, c.name, c.time_zone as "timeZone", c.week, c.holidays, c.is_default as "isDefault", c.changed_at as "changedAt"';
// All of them, in one order: which is the default is decided by one after the other.
const lock = { name: 'calendars.lock', text: `select ${COLUMNS} from app.calendars c where c.tenant_id = $1 order by c.id for update` };
const find = { name: 'calendars.find', text: `select ${COLUMNS} from app.calendars c where c.tenant_id = $1 and c.id = $2` };
const findDefault = { name: 'calendars.find_default', text: `select ${COLUMNS} from app.calendars c where c.tenant_id = $1 and c.is_default` };
const listApplying = { name: 'calendars.list_applying', text: `select c.id, c.is_default as "isDefault", c.time_zone as "timeZone", c.week, c.holidays from app.calendars c where c.tenant_id = $1 and (c.is_default or c.id = any ($2::uuid[])) order by c.id` };
const listNames = { name: 'calendars.list_names', text: 'select c.id, c.name from app.calendars c where c.tenant_id = $1 and c.id = any ($2::uuid[])' };
const hold = { name: 'calendars.hold', text: 'select c.id from app.calendars c where c.tenant_id = $1 and c.id = any ($2::uuid[]) order by c.id for share' };
const listCounting = {
  name: 'calendars.list_counting',
  text: `select found.* from (
           select wf.name as "workflowName", w.version, w.state,
                  (select count(*)::int from app.runs run join app.requests q on q.tenant_id = $1 and q.id = run.request_id
                    where run.tenant_id = $1 and run.workflow_id = w.workflow_id and run.workflow_version = w.version and q.status in ('open', 'returned', 'needs_approver')) as "underWay"
             from app.workflow_versions w join app.workflows wf on wf.tenant_id = $1 and wf.id = w.workflow_id
            where w.tenant_id = $1 and w.state <> 'draft' and jsonb_path_exists(w.definition, '$.**.calendarId ? (@ == $id)', jsonb_build_object('id', $2::text))) as found
          where found.state = 'published' or found."underWay" > 0 order by found."workflowName", found.version`,
};
const list = { name: 'calendars.list', text: `select ${COLUMNS} from app.calendars c where c.tenant_id = $1 and ($2::text is null or c.name > $2) order by c.name limit $3` };
const insert = {
  name: 'calendars.insert',
  text: `insert into app.calendars (tenant_id, id, name, time_zone, week, holidays, is_default, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const update = {
  name: 'calendars.update',
  text: 'update app.calendars set name = $3, time_zone = $4, week = $5, holidays = $6, is_default = $7, changed_at = $8 where tenant_id = $1 and id = $2',
};
const yieldDefault = { name: 'calendars.yield_default', text: 'update app.calendars set is_default = false where tenant_id = $1 and is_default' };
const remove = { name: 'calendars.remove', text: 'delete from app.calendars where tenant_id = $1 and id = $2' };

export class CalendarRepository {
  constructor(private readonly sql: Sql) {}

  /** All of the company's, held until the transaction ends. */
  lockAll(): Promise<CalendarRow[]> {
    return this.sql.rows<CalendarRow>(lock);
  }

  async find(id: string): Promise<CalendarRow | null> {
    return (await this.sql.rows<CalendarRow>(find, [id]))[0] ?? null;
  }

  /** The one that applies where a step names none; null in a company without any. */
  async findDefault(): Promise<CalendarRow | null> {
    return (await this.sql.rows<CalendarRow>(findDefault))[0] ?? null;
  }

  /** The default one, and those of these that there are. */
  listApplying(ids: readonly string[]): Promise<ApplyingCalendar[]> {
    return this.sql.rows<ApplyingCalendar>(listApplying, [ids]);
  }

  async listNames(ids: readonly string[]): Promise<{ id: string; name: string }[]> {
    return ids.length === 0 ? [] : this.sql.rows(listNames, [ids]);
  }

  /** Those of these that there are; none of them is deleted before the transaction ends. */
  async hold(ids: readonly string[]): Promise<string[]> {
    return ids.length === 0 ? [] : (await this.sql.rows<{ id: string }>(hold, [ids])).map(({ id }) => id);
  }

  /** What counts by a calendar still. */
  listCounting(id: string): Promise<CountingVersion[]> {
    return this.sql.rows<CountingVersion>(listCounting, [id]);
  }

  async list({ limit, after }: PageRequest): Promise<PageOf<CalendarRow>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf(await this.sql.rows<CalendarRow>(list, [from, limit + 1]), limit, (row) => row.name);
  }

  async insert(calendar: CalendarRow): Promise<void> {
    await this.sql.rows(insert, valuesOf(calendar));
  }

  async update(calendar: CalendarRow): Promise<void> {
    await this.sql.rows(update, valuesOf(calendar));
  }

  /** The default is one no longer: another takes over in the same transaction. */
  async yieldDefault(): Promise<void> {
    await this.sql.rows(yieldDefault);
  }

  async remove(id: string): Promise<void> {
    await this.sql.rows(remove, [id]);
  }
}

const valuesOf = ({ id, name, timeZone, week, holidays, isDefault, changedAt }: CalendarRow) => [id, name, timeZone, JSON.stringify(week), JSON.stringify(holidays), isDefault, changedAt];
