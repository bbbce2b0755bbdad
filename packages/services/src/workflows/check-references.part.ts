import type { Tx } from '@countersign/database/platform';
import type { TypeOnWorkflow } from '@countersign/database/request-types';
import { Refusal } from '@countersign/contracts/platform';
import { checkDefinition, checkSize, effectsOf, outlineOf, stepsOf, type Finding, type OutlineStep, type Span, type Step, type WorkflowDefinition } from '@countersign/engine';
import { templateFindings } from '../connections/index.js';
import { conditionFindings, type PlacedFinding } from './condition-findings.part.js';
import { stepsKnownToRead } from './deciding-fields.part.js';
import { recordFindings } from './record-findings.part.js';

/** How many findings are told at once: who has mended those asks again. */
export const findingsMax = 50;

/** How what a definition names is looked for: by who keeps the definition it is held, so that none of it is deleted before that; a preview only looks, for it may change nothing. */
interface Looking {
  readonly groups: (tx: Tx, ids: readonly string[]) => Promise<readonly string[]>;
  readonly calendars: (tx: Tx, ids: readonly string[]) => Promise<readonly string[]>;
}
export const holding: Looking = { groups: (tx, ids) => tx.groups.hold(ids), calendars: (tx, ids) => tx.calendars.hold(ids) };
export const looking: Looking = { groups: async (tx, ids) => (await tx.groups.listNames(ids)).map(({ id }) => id), calendars: async (tx, ids) => (await tx.calendars.listNames(ids)).map(({ id }) => id) };

/** Refuses a definition that could not run here, with every finding: its shape, its conditions, what those read of the types that run on it, and what it names in this tenant. */
export async function refuseUnlessSound(tx: Tx, definition: WorkflowDefinition, types: readonly TypeOnWorkflow[]): Promise<void> {
  const findings = await findingsOf(tx, definition, types, holding);
  if (findings.length === 0) return;
  const errors = findings.slice(0, findingsMax).map(({ stepId, message, at }) => ({ pointer: stepId === null ? '/body/definition' : `/body/definition/steps/${stepId}`, detail: message, ...(at && { at }) }));
  throw new Refusal('definition_invalid', { detail: `${findings.length === 1 ? 'One thing has' : `${findings.length} things have`} to be changed first. Nothing was saved.`, errors });
}

/** Everything that keeps a definition from running here; of one that is too large, only that. */
export async function findingsOf(tx: Tx, definition: WorkflowDefinition, types: readonly TypeOnWorkflow[], how: Looking): Promise<PlacedFinding[]> {
  const tooLarge = checkSize(definition);
  if (tooLarge.length > 0) return tooLarge;
  const outline = outlineOf(definition);
  return [
    ...checkDefinition(definition),
    ...conditionFindings(definition, types),
    ...templateFindings(definition, types),
    ...immaterialFindings(definition, types),
    ...authorityFindings(outline, types),
    ...(await referenceFindings(tx, outline, how)),
    ...(await connectionFindings(tx, definition, outline)),
    ...(await recordFindings(tx, definition)),
    ...(await calendarFindings(tx, definition, outline, how)),
  ];
}

/** What a condition reads decides who signs: were it immaterial, a change of it would leave signatures standing that others had to join. */
function immaterialFindings(definition: WorkflowDefinition, types: readonly TypeOnWorkflow[]): Finding[] {
  const declared = types.flatMap(({ name, immaterialFields }) => immaterialFields.map((field) => ({ type: name, field })));
  return declared.flatMap(({ type, field }) =>
    stepsKnownToRead(definition, field).map((step) => ({
      stepId: step.id,
      field: step.kind === 'condition' ? 'branches' : 'when',
      message: `The condition of "${step.name}" reads "${field}", which the request type "${type}" calls immaterial. Make the field material, or let the condition not read it.`,
    })),
  );
}

/** Authority is over an amount: where a type has none, nobody could ever sign. */
function authorityFindings(outline: readonly OutlineStep[], types: readonly TypeOnWorkflow[]): Finding[] {
  const without = types.filter(({ amountField }) => amountField === null);
  return outline.filter(({ authority }) => authority).flatMap((step) =>
    without.map(({ name }) => ({ stepId: step.id, field: 'approvers/authority', message: `"${step.name}" asks for authority over the amount, and the request type "${name}" has none. Name its amount first, or do not ask for authority.` })),
  );
}

async function referenceFindings(tx: Tx, outline: readonly OutlineStep[], how: Looking): Promise<Finding[]> {
  const all = <K extends 'roleIds' | 'unitRoleIds' | 'groupIds' | 'endpointIds'>(key: K) => outline.flatMap((step) => step[key]);
  const roles = new Set((await tx.roles.findMany([...all('roleIds'), ...all('unitRoleIds')])).map((role) => role.id));
  const groups = new Set(await how.groups(tx, all('groupIds')));
  const endpoints = new Set((await tx.webhooks.listNames(all('endpointIds'))).map((endpoint) => endpoint.id));
  const connections = new Set((await tx.connections.listNames(outline.flatMap(({ connectionIds = [] }) => connectionIds))).map((connection) => connection.id));
  const { people } = await tx.requests.peopleFor(outline, { requesterId: null, unit: null, requestTypeId: null });
  const members = new Set(people.map((person) => person.memberId));
  return outline.flatMap(({ id, name, kind, roleIds, unitRoleIds, groupIds, memberIds, endpointIds, connectionIds = [] }): Finding[] => {
    const unknownRole = [...roleIds, ...unitRoleIds].some((roleId) => !roles.has(roleId));
    const unknownGroup = groupIds.some((groupId) => !groups.has(groupId));
    const unknownMember = memberIds.some((memberId) => !members.has(memberId));
    return [
      ...(endpointIds.every((endpointId) => endpoints.has(endpointId)) ? [] : [{ stepId: id, field: 'effect/endpointId', message: `"${name}" calls a webhook endpoint that does not exist. Choose one from the list.` }]),
      ...(connectionIds.every((connectionId) => connections.has(connectionId)) ? [] : [{ stepId: id, field: 'effect/connectionId', message: `"${name}" calls a connection that does not exist. Choose one from the list.` }]),
      ...(unknownRole || unknownGroup || unknownMember ? [{ stepId: id, field: kind === 'effect' ? 'effect/to' : 'approvers/anyOf', message: `"${name}" names a role, group or member that does not exist. Choose from the list.` }] : []),
    ];
  });
}

const needsOf = { http: { kind: 'http', what: 'is no system that is called over HTTP' }, mail: { kind: 'smtp', what: 'is no mail server' }, message: { kind: 'chat', what: 'is no chat' } } as const;

/** What an effect goes through has to be of its kind, and what is read is read over HTTP. */
async function connectionFindings(tx: Tx, { steps }: WorkflowDefinition, outline: readonly OutlineStep[]): Promise<Finding[]> {
  const known = new Map((await tx.connections.listNames(outline.flatMap(({ connectionIds = [] }) => connectionIds))).map((connection) => [connection.id, connection]));
  const wrong = (step: Step, field: string, connectionId: string, way: keyof typeof needsOf): Finding[] => {
    const connection = known.get(connectionId);
    const { kind, what } = needsOf[way];
    return connection === undefined || connection.kind === kind ? [] : [{ stepId: step.id, field, message: `"${step.name}" goes through the connection "${connection.name}", which ${what}. Choose another one.` }];
  };
  return stepsOf(steps).flatMap((step) => [
    ...(step.kind === 'approval' && step.record ? wrong(step, 'record/connectionId', step.record.connectionId, 'http') : []),
    ...effectsOf(step).flatMap((effect, index) => ('connectionId' in effect ? wrong(step, `${index === 0 ? 'effect' : 'onReverse'}/connectionId`, effect.connectionId, effect.kind) : [])),
  ]);
}

/** What is counted in working time needs a calendar to be counted by, and what is named has to be there. */
async function calendarFindings(tx: Tx, { steps }: WorkflowDefinition, outline: readonly OutlineStep[], how: Looking): Promise<Finding[]> {
  const known = new Set(await how.calendars(tx, outline.flatMap(({ calendarId }) => calendarId ?? [])));
  const unknown = outline.filter(({ calendarId }) => calendarId !== undefined && !known.has(calendarId));
  const findings = unknown.map(({ id, name }): Finding => ({ stepId: id, field: 'calendarId', message: `"${name}" counts by a calendar that does not exist. Choose one from the list, or leave it out.` }));
  const counting = stepsOf(steps).filter((step) => spansOf(step).some((span) => !('hours' in span)) && !('calendarId' in step && step.calendarId !== undefined));
  if (counting.length === 0 || (await tx.calendars.findDefault()) !== null) return findings;
  return [...findings, ...counting.map(({ id, name, kind }) => ({ stepId: id, field: kind === 'wait' ? 'until' : 'due', message: `"${name}" counts working time, and the company has no calendar yet. Create one, or say it in hours.` }))];
}

function spansOf(step: Step): readonly Span[] {
  if (step.kind === 'wait') return 'field' in step.until || 'message' in step.until ? [] : [step.until];
  return step.kind === 'approval' ? [step.due, ...(step.reminders ?? []), step.onOverdue?.after].filter((span) => span !== undefined) : [];
}
