import { nameCursor, pageOf, readCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';
import { RequestTypeVersion } from './request-type-version.entity.js';
import { RequestType } from './request-type.entity.js';

export interface RequestTypeRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly latest: RequestTypeVersion;
  /** The version of its workflow that new requests would run on, or null while none is published. */
  readonly publishedVersion: number | null;
}

const COLUMNS = `
  t.id, t.name, t.description,
  json_build_object('requestTypeId', t.id, 'version', v.version, 'form', v.form, 'titleField', v.title_field, 'amountField', v.amount_field,
                     'immaterialFields', to_jsonb(v.immaterial_fields), 'tolerances', v.tolerances, 'workflowId', v.workflow_id, 'createdAt', v.created_at) as latest,
  (select w.version from app.workflow_versions w where w.tenant_id = $1 and w.workflow_id = v.workflow_id and w.state = 'published') as "publishedVersion"`;
const SOURCE = `
  app.request_types t join lateral (
    select * from app.request_type_versions x where x.tenant_id = $1 and x.request_type_id = t.id order by x.version desc limit 1
  ) v on true`;
const listAll = { name: 'request_types.list', text: `select ${COLUMNS} from ${SOURCE} where t.tenant_id = $1 and ($2::text is null or t.name > $2) order by t.name limit $3` };
const findOne = { name: 'request_types.find', text: `select ${COLUMNS} from ${SOURCE} where t.tenant_id = $1 and t.id = $2` };
const listOnWorkflow = {
  name: 'request_types.list_on_workflow',
  text: `select t.name, x.amount_field as "amountField", to_jsonb(x.immaterial_fields) as "immaterialFields", x.form from app.request_type_versions x join app.request_types t on t.tenant_id = $1 and t.id = x.request_type_id
          where x.tenant_id = $1 and x.workflow_id = $2
            and not exists (select 1 from app.request_type_versions y where y.tenant_id = $1 and y.request_type_id = x.request_type_id and y.version > x.version) order by t.name`,
};
// A request that was submitted keeps the version of its form: what that names can still be chosen for its next revision.
const namesRecordSet = {
  name: 'request_types.names_record_set',
  text: `select 1 from app.request_type_versions x where x.tenant_id = $1 and x.request_type_id = $2
            and jsonb_path_exists(x.form::jsonb, '$.** ? (@.format == "record" && @.recordSet == $set)', jsonb_build_object('set', $3::text)) limit 1`,
};
const lock = { name: 'request_types.lock', text: 'select t.id from app.request_types t where t.tenant_id = $1 and t.id = $2 for update' };

/** A request type whose latest version runs on a workflow, with its form and the fields whose change leaves signatures standing. */
export interface TypeOnWorkflow {
  readonly name: string;
  readonly amountField: string | null;
  readonly immaterialFields: readonly string[];
  readonly form: Readonly<Record<string, unknown>>;
}

export class RequestTypeRepository {
  constructor(private readonly sql: Sql) {}

  async insert(type: { id: string; name: string; description: string }): Promise<void> {
    await this.sql.repository(RequestType).insert({ ...type, tenantId: this.sql.tenantId });
  }

  async insertVersion(version: Omit<RequestTypeVersion, 'tenantId'>): Promise<void> {
    await this.sql.repository(RequestTypeVersion).insert({ ...version, form: version.form as never, tenantId: this.sql.tenantId });
  }

  async nameExists(name: string): Promise<boolean> {
    return this.sql.repository(RequestType).existsBy({ tenantId: this.sql.tenantId, name });
  }

  async lock(id: string): Promise<boolean> {
    return (await this.sql.rows(lock, [id])).length === 1;
  }

  async find(id: string): Promise<RequestTypeRow | null> {
    return (await this.sql.rows<RequestTypeRow>(findOne, [id])).map(read)[0] ?? null;
  }

  /** Whether a form of this type, of whichever version, has a field for records of this set. */
  async namesRecordSet(id: string, recordSetId: string): Promise<boolean> {
    return (await this.sql.rows(namesRecordSet, [id, recordSetId])).length > 0;
  }

  /** Request types whose latest version runs on a workflow. */
  async listOnWorkflow(workflowId: string): Promise<TypeOnWorkflow[]> {
    return this.sql.rows<TypeOnWorkflow>(listOnWorkflow, [workflowId]);
  }

  async list({ limit, after }: PageRequest): Promise<PageOf<RequestTypeRow>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf((await this.sql.rows<RequestTypeRow>(listAll, [from, limit + 1])).map(read), limit, (row) => row.name);
  }
}

const read = (row: RequestTypeRow): RequestTypeRow => ({ ...row, latest: { ...row.latest, createdAt: new Date(row.latest.createdAt) } });
