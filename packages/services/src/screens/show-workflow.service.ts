import { Refusal } from '@countersign/contracts/platform';
import type { Form } from '@countersign/contracts/request-types';
import type { showWorkflow, WorkflowScreen, WorkflowStep } from '@countersign/contracts/screens';
import type { Tx } from '@countersign/database/platform';
import type { WorkflowFile } from '@countersign/database/workflows';
import { findStep, outlineOf, readDefinition, type ApprovalStep, type Source, type Step, type WorkflowDefinition } from '@countersign/engine';
import { actorOf, type Call, type House } from '../platform/index.js';
import { may } from '../roles/index.js';
import { byCalendarText, effectText, goalText, ifFailsText, namesOf, sourceText, spanText, termsOfApproval, wordOf, type Names } from '../workflows/index.js';
import { conditionViewOf } from './condition-text.part.js';
import { frameOf, withPictures } from './screen-frame.part.js';
import { placedSteps } from './step-place.part.js';
import { countedPerStatus, versionRowsOf } from './workflow-versions.part.js';

const versionsMax = 100;

/** One workflow in one of its versions, with the names of everybody and everything that it asks. */
export class ShowWorkflowService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showWorkflow>): Promise<WorkflowScreen> {
    const actor = actorOf(call.caller);
    const { workflowId, version } = call.input.query;
    return this.house.tenancy.read(actor, async (tx) => {
      const file = await tx.workflowList.findFile(workflowId, version === undefined ? null : Number(version));
      if (file === null || file.shown === null) throw new Refusal('not_found');
      const frame = await frameOf(tx, actor, this.house.now());
      const versions = await tx.workflowList.listVersions(workflowId, { limit: versionsMax, shown: file.shown.version });
      const counted = await tx.workflowList.countRunning(countedPerStatus);
      return withPictures(tx, {
        ...frame,
        data: {
          workflow: { id: file.id, name: file.name },
          requestTypes: file.requestTypes.map(({ id, name }) => ({ id, name })),
          shown: { version: file.shown.version, definitionDigest: file.shown.definitionDigest, steps: await shownSteps(tx, readDefinition(file.shown.definition), file.requestTypes) },
          versions: versionRowsOf(versions, counted.rows.filter((row) => row.workflowId === workflowId)),
          isCountWhole: counted.isWhole,
          move: may(actor, 'workflow.publish'),
        },
      });
    });
  }
}

type ShownNames = Names & { readonly steps: readonly Step[] };

async function shownSteps(tx: Tx, definition: WorkflowDefinition, requestTypes: WorkflowFile['requestTypes']): Promise<WorkflowStep[]> {
  const forms = requestTypes.map(({ form }) => form);
  const names = { ...(await namesOf(tx, outlineOf(definition))), steps: definition.steps };
  return placedSteps(definition.steps, forms).map(({ step, depth, branch }) => {
    const base = { stepId: step.id, name: step.name, condition: step.when === undefined ? null : conditionViewOf(step.when, forms), depth, branch };
    return shownStep(step, base, names, forms);
  });
}

type Base = Pick<WorkflowStep, 'stepId' | 'name' | 'condition' | 'depth' | 'branch'>;

function shownStep(step: Step, base: Base, names: ShownNames, forms: readonly Form[]): WorkflowStep {
  switch (step.kind) {
    case 'approval':
      return shownApproval(step, base, names, forms);
    case 'condition':
      return { ...base, kind: step.kind };
    case 'parallel':
      return { ...base, kind: step.kind, branches: step.branches.length, join: step.join === 'all' ? step.branches.length : step.join };
    case 'wait':
      return { ...base, kind: step.kind, until: 'message' in step.until ? `until another system sends “${step.until.message}”` : 'field' in step.until ? `until ${step.until.field}${byCalendarText(names, step.calendarId)}` : `for ${spanText(step.until)}${byCalendarText(names, step.calendarId)}` };
    case 'end':
      return { ...base, kind: step.kind, outcome: step.outcome };
    case 'effect': {
      const { effect, onReverse } = step;
      const ifFails = ifFailsText({ formatVersion: 2, steps: names.steps }, step.id);
      const undone = onReverse === 'person' ? 'a person undoes it' : onReverse === 'nothing' ? 'nothing has to be undone' : effectText(onReverse, names);
      return { ...base, kind: step.kind, way: effect.kind, event: wordOf(effect), target: goalText(effect, names), onReverse: undone, ...(ifFails !== null && { ifFails }) };
    }
  }
}

function shownApproval(step: ApprovalStep, base: Base, names: ShownNames, forms: readonly Form[]): WorkflowStep {
  const { anyOf, except = [] } = step.approvers;
  const named = new Set(anyOf.map((source) => (source.kind === 'role' ? source.roleId : source.kind === 'member' ? source.memberId : '')));
  const { onReject } = step;
  const conditionWords = (source: string) => conditionViewOf(source, forms).text ?? source;
  const said = (source: Source) => sourceText(source, names, conditionWords);
  return {
    ...base,
    kind: step.kind,
    roles: names.roles.filter(({ id }) => named.has(id)),
    members: names.members.filter(({ memberId }) => named.has(memberId)),
    unit: anyOf.length > 0 && anyOf.every(({ ofUnit }) => ofUnit === 'requester') ? 'requester' : 'any',
    rules: [...anyOf.map(said), ...except.map((source) => `not ${said(source)}`), ...(step.approvers.authority ? ['only whose authority covers the amount'] : [])],
    quorum: step.quorum,
    requesterMaySign: step.requesterMaySign === true,
    terms: termsOfApproval(step, names, (stepId) => findStep(names.steps, stepId)?.name ?? stepId),
    onReject: typeof onReject === 'string' ? onReject : { ...onReject, stepName: findStep(names.steps, onReject.goTo)?.name ?? onReject.goTo },
  };
}
