import type { KeptDefinition, OutlineStep } from '@countersign/engine';
import { nameCursor, pageOf, readCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';
import { WorkflowVersion } from './workflow-version.entity.js';
import { Workflow } from './workflow.entity.js';

export interface WorkflowRow {
  readonly id: string;
  readonly name: string;
  readonly latest: Omit<WorkflowVersion, 'outline'>;
}

export interface NewVersion {
  readonly workflowId: string;
  readonly version: number;
  readonly definition: KeptDefinition;
  readonly outline: readonly OutlineStep[];
  readonly definitionDigest: string;
  readonly createdAt: Date;
}

const listAll = { name: 'workflows.list', text: 'select w.id, w.name from app.workflows w where w.tenant_id = $1 and ($2::text is null or w.name > $2) order by w.name limit $3' };
const latestOf = {
  name: 'workflows.latest',
  text: `select distinct on (v.workflow_id) v.workflow_id as "workflowId", v.version, v.state, v.definition, v.definition_digest as "definitionDigest", v.created_at as "createdAt", v.published_at as "publishedAt"
           from app.workflow_versions v where v.tenant_id = $1 and v.workflow_id = any($2) order by v.workflow_id, v.version desc`,
};
const lock = { name: 'workflows.lock', text: 'select w.id from app.workflows w where w.tenant_id = $1 and w.id = $2 for update' };
const nameOf = { name: 'workflows.name', text: 'select w.name from app.workflows w where w.tenant_id = $1 and w.id = $2' };
const retireLive = { name: 'workflows.retire_live', text: "update app.workflow_versions set state = 'retired' where tenant_id = $1 and workflow_id = $2 and state = 'published'" };
const retire = { name: 'workflows.retire', text: "update app.workflow_versions set state = 'retired' where tenant_id = $1 and workflow_id = $2 and version = $3" };
const publish = { name: 'workflows.publish', text: "update app.workflow_versions set state = 'published', published_at = $4, published_by = $5 where tenant_id = $1 and workflow_id = $2 and version = $3" };

export class WorkflowRepository {
  constructor(private readonly sql: Sql) {}

  async insert(workflow: { id: string; name: string }): Promise<void> {
    await this.sql.repository(Workflow).insert({ ...workflow, tenantId: this.sql.tenantId });
  }

  async insertVersion(version: NewVersion): Promise<void> {
    const { definition, outline, ...columns } = version;
    await this.sql.repository(WorkflowVersion).insert({ ...columns, definition: { ...definition } as never, outline: [...outline] as never, state: 'draft', publishedAt: null, publishedBy: null, tenantId: this.sql.tenantId });
  }

  async nameExists(name: string): Promise<boolean> {
    return this.sql.repository(Workflow).existsBy({ tenantId: this.sql.tenantId, name });
  }

  /** Versions of one workflow, and request types that run on it, are added and published one after the other. */
  async lock(id: string): Promise<boolean> {
    return (await this.sql.rows(lock, [id])).length === 1;
  }

  async getName(id: string): Promise<string> {
    const [found] = await this.sql.rows<{ name: string }>(nameOf, [id]);
    if (!found) throw new Error('a workflow that was held is gone');
    return found.name;
  }

  async findVersion(workflowId: string, version: number): Promise<WorkflowVersion | null> {
    return this.sql.repository(WorkflowVersion).findOneBy({ tenantId: this.sql.tenantId, workflowId, version });
  }

  async findPublished(workflowId: string): Promise<WorkflowVersion | null> {
    return this.sql.repository(WorkflowVersion).findOneBy({ tenantId: this.sql.tenantId, workflowId, state: 'published' });
  }

  async latest(workflowIds: readonly string[]): Promise<Omit<WorkflowVersion, 'outline'>[]> {
    return this.sql.rows<Omit<WorkflowVersion, 'outline'>>(latestOf, [workflowIds]);
  }

  async publish(workflowId: string, version: number, { at, by }: { readonly at: Date; readonly by: string }): Promise<void> {
    await this.sql.rows(retireLive, [workflowId]);
    await this.sql.rows(publish, [workflowId, version, at, by]);
  }

  async retire(workflowId: string, version: number): Promise<void> {
    await this.sql.rows(retire, [workflowId, version]);
  }

  async list({ limit, after }: PageRequest): Promise<PageOf<WorkflowRow>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    const rows = await this.sql.rows<Workflow>(listAll, [from, limit + 1]);
    const versions = new Map((await this.latest(rows.map((row) => row.id))).map((version) => [version.workflowId, version]));
    const page = pageOf(rows, limit, (row) => row.name);
    return {
      ...page,
      items: page.items.flatMap((row) => {
        const latest = versions.get(row.id);
        return latest ? [{ id: row.id, name: row.name, latest }] : [];
      }),
    };
  }
}
