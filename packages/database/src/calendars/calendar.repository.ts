import type { WorkingTime } from '@countersign/contracts/calendars';
import { nameCursor, pageOf, readCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';

export interface Calendar extends WorkingTime {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
}

export interface CalendarRow extends Calendar {
  readonly changedAt: Date;
}

const COLUMNS = 'c.id, c.name, c.time_zone as "timeZone", c.week, c.holidays, c.is_default as "isDefault", c.changed_at as "changedAt"';
// All of them, in one order: which is the default is decided by one after the other.
const lock = { name: 'calendars.lock', text: `select ${COLUMNS} from app.calendars c where c.tenant_id = $1 order by c.id for update` };
const find = { name: 'calendars.find', text: `select ${COLUMNS} from app.calendars c where c.tenant_id = $1 and c.id = $2` };
const findDefault = { name: 'calendars.find_default', text: `select ${COLUMNS} from app.calendars c where c.tenant_id = $1 and c.is_default` };
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
