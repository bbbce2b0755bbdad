import type { Tx } from '@countersign/database/platform';
import { outlineOf, type WorkflowDefinition } from '@countersign/engine';
import { Refusal, startingRoles, type Permission, type ReplyOf } from '@countersign/contracts/platform';
import type { applyTemplate } from '@countersign/contracts/templates';
import { actorOf, change, digestOf, newId, type Actor, type Call, type House, type Record as ChangeRecord } from '../platform/index.js';
import { insertVersion } from '../request-types/index.js';
import { may, refuseBeyondOwn } from '../roles/index.js';
import { refuseUnlessSound } from '../workflows/index.js';
import { templateNamed, type Template } from './templates.part.js';

type Applied = ReplyOf<typeof applyTemplate>;
type AskedRole = Applied['roles'][number];
const rolesMax = 1000;

/** Makes roles, workflow and request type of a template in one transaction: all of it is there and published, or nothing. */
export class ApplyTemplateService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof applyTemplate>) {
    const actor = actorOf(call.caller);
    const template = templateNamed(call.input.body.template);
    const name = (call.input.body.name ?? template.name).trim();
    refuseUnless(actor, 'workflow.define', 'workflow.publish');
    return change(this.house, call, actor, async (tx, record, at) => {
      if ((await tx.requestTypes.nameExists(name)) || (await tx.workflows.nameExists(name))) {
        throw new Refusal('name_taken', { detail: `There is a request type or a workflow named "${name}" already. Choose another name; nothing was made.` });
      }
      const [requestTypeId, workflowId] = [newId(), newId()];
      const { entryId: causeId } = record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'request_type', id: requestTypeId, label: name }, after: { template: template.template, workflowId } });
      const roles = await rolesFor(tx, actor, template, { record, causeId });
      const definition = definitionOf(template, roles);
      await refuseUnlessSound(tx, definition, []);
      const definitionDigest = digestOf(definition);
      await tx.workflows.insert({ id: workflowId, name });
      await tx.workflows.insertVersion({ workflowId, version: 1, definition, outline: outlineOf(definition), definitionDigest, createdAt: at });
      await tx.workflows.publish(workflowId, 1, { at, by: actor.memberId });
      record.act({ action: 'workflow.created', subject: { kind: 'workflow', id: workflowId, label: name }, after: { version: 1, definitionDigest }, causeId });
      record.act({ action: 'workflow.version_published', subject: { kind: 'workflow', id: workflowId, label: 'version 1' }, after: { state: 'published', version: 1, definitionDigest }, causeId });
      await tx.requestTypes.insert({ id: requestTypeId, name, description: template.description });
      const { form, titleField, amountField, immaterialFields } = template;
      await insertVersion(tx, requestTypeId, 1, { form: { ...form }, titleField, amountField, immaterialFields, workflowId }, at);
      record.act({ action: 'request_type.created', subject: { kind: 'request_type', id: requestTypeId, label: name }, after: { version: 1, workflowId }, causeId });
      return { requestTypeId, workflowId, name, roles };
    });
  }
}

function refuseUnless(actor: Actor, ...permissions: readonly Permission[]): void {
  const { allowed, because } = may(actor, ...permissions);
  if (!allowed) throw new Refusal('permission_denied', { detail: `${because ?? ''} Nothing was made.` });
}

const decides = (permissions: readonly string[]) => (['request.read', 'task.decide'] satisfies Permission[]).every((permission) => permissions.includes(permission));

/** The roles that a template's steps ask: those of that name that can decide, and new ones for the others. */
async function rolesFor(tx: Tx, actor: Actor, template: Template, { record, causeId }: { readonly record: ChangeRecord; readonly causeId: string }): Promise<AskedRole[]> {
  const known = await tx.roles.listCounted(rolesMax);
  const asked: AskedRole[] = [];
  for (const name of new Set(template.steps.map(({ role }) => role))) {
    const found = known.find((role) => role.name === name);
    if (found && !decides(found.permissions)) throw new Refusal('name_taken', { detail: `There is a role named "${name}" that cannot decide. Rename it or let it decide, then try again; nothing was made.` });
    if (found) {
      asked.push({ id: found.id, name, isNew: false, holders: found.holders });
      continue;
    }
    const role = { id: newId(), name, permissions: [...startingRoles.approver] };
    refuseUnless(actor, 'role.define');
    refuseBeyondOwn(actor.permissions, role.permissions);
    await tx.roles.insert([role]);
    record.act({ action: 'role.created', subject: { kind: 'role', id: role.id, label: name }, after: { permissions: role.permissions }, causeId });
    asked.push({ id: role.id, name, isNew: true, holders: 0 });
  }
  return asked;
}

function definitionOf({ steps }: Template, roles: readonly AskedRole[]): WorkflowDefinition {
  return {
    formatVersion: 2,
    steps: steps.map(({ id, name, role, when }) => ({
      id,
      kind: 'approval',
      name,
      ...(when !== undefined && { when }),
      approvers: { anyOf: roles.flatMap((asked) => (asked.name === role ? [{ kind: 'role' as const, roleId: asked.id }] : [])) },
      quorum: 1,
      onReject: 'return',
    })),
  };
}
