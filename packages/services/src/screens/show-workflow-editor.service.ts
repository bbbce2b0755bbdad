import { Refusal } from '@countersign/contracts/platform';
import type { showWorkflowEditor, WorkflowEditorScreen } from '@countersign/contracts/screens';
import type { EditedDefinition } from '@countersign/contracts/workflows';
import type { Tx } from '@countersign/database/platform';
import type { WorkflowFile, WorkflowVersion } from '@countersign/database/workflows';
import { outlineOf, readDefinition, type WorkflowDefinition } from '@countersign/engine';
import { actorOf, type Call, type House } from '../platform/index.js';
import { may } from '../roles/index.js';
import { readableFields } from './readable-fields.part.js';
import { frameOf } from './screen-frame.part.js';

const namedMax = 200;
const page = { limit: namedMax, after: null };
type Version = Pick<WorkflowVersion, 'version' | 'definition' | 'state'>;

/** Everything that is needed to write a workflow: its live version, its newest draft or what was retired last, and whom and what steps can name. */
export class ShowWorkflowEditorService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showWorkflowEditor>): Promise<WorkflowEditorScreen> {
    const actor = actorOf(call.caller);
    const { workflowId } = call.input.query;
    return this.house.tenancy.read(actor, async (tx) => {
      const file = workflowId === undefined ? null : await tx.workflowList.findFile(workflowId, null);
      if (workflowId !== undefined && file === null) throw new Refusal('not_found');
      const frame = await frameOf(tx, actor, this.house.now());
      const live = file && (await tx.workflows.findPublished(file.id));
      const latest = file ? (await tx.workflows.latest([file.id]))[0] : undefined;
      const draft = latest?.state === 'draft' ? latest : null;
      const retired = latest?.state === 'retired' && !live ? latest : null;
      return {
        ...frame,
        data: {
          workflow: file && { id: file.id, name: file.name },
          live: live && versionOf(live),
          draft: draft && versionOf(draft),
          retired: retired && versionOf(retired),
          latestVersion: latest?.version ?? 0,
          requestTypes: typesOf(file),
          ...(await choicesOf(tx, [live, draft, retired].flatMap((version) => (version ? [definitionOf(version)] : [])))),
          publish: may(actor, 'workflow.publish'),
        },
      };
    });
  }
}

const definitionOf = ({ definition }: Version): WorkflowDefinition => readDefinition(definition);
const versionOf = (version: Version) => ({ version: version.version, definition: definitionOf(version) as EditedDefinition });
const typesOf = (file: WorkflowFile | null) => (file?.requestTypes ?? []).map(({ id, name, form }) => ({ id, name, fields: readableFields(form) }));

/** Whom and what steps can name: the first of each kind, and of members those who are named already. */
async function choicesOf(tx: Tx, definitions: readonly WorkflowDefinition[]) {
  const named = await tx.members.listNames([...new Set(definitions.flatMap(outlineOf).flatMap(({ memberIds }) => memberIds))]);
  const members = await tx.members.list(page);
  const { items: calendars } = await tx.calendars.list(page);
  const byId = new Map([...members.items.map(({ id, name }) => [id, name] as const), ...named.map(({ memberId, name }) => [memberId, name] as const)]);
  return {
    roles: (await tx.roles.listCounted(namedMax)).map(({ id, name, holders }) => ({ id, name, holders })),
    groups: (await tx.groups.list(page)).items.map(({ id, name }) => ({ id, name })),
    members: [...byId].map(([id, name]) => ({ id, name })).toSorted((one, other) => one.name.localeCompare(other.name)),
    endpoints: (await tx.webhooks.listEndpoints(page)).items.map(({ id, name }) => ({ id, name })),
    connections: (await tx.connections.list(page)).items.map(({ id, name, settings }) => ({ id, name, kind: settings.kind ?? 'http' })),
    recordSets: (await tx.recordSets.list(page)).items.map(({ id, name }) => ({ id, name })),
    hasCalendar: calendars.some(({ isDefault }) => isDefault),
    calendars: calendars.map(({ id, name, isDefault }) => ({ id, name, isDefault })),
  };
}
