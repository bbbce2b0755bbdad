import type { Tx } from '@countersign/database/platform';
import { Refusal, type FieldProblem } from '@countersign/contracts/platform';
import { checkForm, recordFieldsOf, type RequestTypeVersionView } from '@countersign/contracts/request-types';
import type { RequestTypeVersion } from '@countersign/database/request-types';
import { outlineOf, readDefinition, type WorkflowDefinition } from '@countersign/engine';
import { templateFindings } from '../connections/index.js';
import { conditionFindings, stepsReading } from '../workflows/index.js';

export interface VersionInput {
  readonly form: Record<string, unknown>;
  readonly titleField: string;
  readonly amountField?: string | undefined;
  readonly immaterialFields?: readonly string[] | undefined;
  readonly tolerances?: RequestTypeVersion['tolerances'] | undefined;
  readonly workflowId: string;
}

/** Checks a version's form, the fields it names and its workflow, and inserts it. */
export async function insertVersion(tx: Tx, requestTypeId: string, version: number, input: VersionInput, createdAt: Date): Promise<RequestTypeVersionView> {
  const errors = [...checkForm(input.form).map(({ pointer, detail }) => ({ pointer: `/body/form${pointer}`, detail })), ...namedFieldProblems(input)];
  if (errors.length === 0) errors.push(...(await unknownSets(tx, input.form)));
  if (errors.length > 0) throw new Refusal('form_invalid', { detail: 'The form cannot be used as it is. Nothing was saved.', errors });
  // Locked, so that no version is published meanwhile that reads what is called immaterial here.
  if (!(await tx.workflows.lock(input.workflowId))) throw new Refusal('not_found', { detail: 'There is no such workflow.' });
  await refuseUnfitFor(tx, input);
  const row = {
    requestTypeId,
    version,
    form: input.form,
    titleField: input.titleField,
    amountField: input.amountField ?? null,
    immaterialFields: [...new Set(input.immaterialFields ?? [])],
    tolerances: input.tolerances ?? {},
    workflowId: input.workflowId,
    createdAt,
  };
  await tx.requestTypes.insertVersion(row);
  return versionViewOf(row);
}

/** Fields for records of a set that this company does not have. */
async function unknownSets(tx: Tx, form: VersionInput['form']): Promise<FieldProblem[]> {
  const fields = recordFieldsOf(form);
  const known = new Set((await tx.recordSets.listNames([...new Set(fields.map(({ recordSetId }) => recordSetId))])).map(({ id }) => id));
  return fields.filter(({ recordSetId }) => !known.has(recordSetId)).map(({ pointer }) => ({ pointer: `/body/form${pointer}/recordSet`, detail: 'There is no such record set. Name one of those that are kept here, or make it first.' }));
}

/** What the workflow asks of its types. Looked at is the version that requests run on, or would next. */
async function refuseUnfitFor(tx: Tx, input: VersionInput): Promise<void> {
  const version = (await tx.workflows.findPublished(input.workflowId)) ?? (await tx.workflows.latest([input.workflowId]))[0];
  if (!version) throw new Error('a workflow has a version from the start');
  const definition = readDefinition(version.definition);
  const deciding = decidingFields(definition, input);
  if (deciding.length > 0) throw new Refusal('form_invalid', { detail: 'A field that decides who signs cannot be immaterial. Nothing was saved.', errors: deciding });
  const unfit = conditionFindings(definition, [{ name: '', form: input.form }]).map(({ message, at }) => ({ pointer: '/body/form', detail: message, ...(at && { at }) }));
  if (unfit.length > 0) throw new Refusal('form_invalid', { detail: 'The conditions of the workflow do not fit this form. Change the form, or publish a version of the workflow that fits it first. Nothing was saved.', errors: unfit });
  const unfilled = templateFindings(definition, [{ name: '', form: input.form }]).map(({ message }) => ({ pointer: '/body/form', detail: message.replace(/ So it is for the request type ""\.$/, '') }));
  if (unfilled.length > 0) throw new Refusal('form_invalid', { detail: 'What the workflow sends to other systems cannot be filled in from this form. Change the form, or publish a version of the workflow that fits it first. Nothing was saved.', errors: unfilled });
  const asking = input.amountField === undefined ? outlineOf(definition).filter(({ authority }) => authority) : [];
  const errors = asking.map(({ name }) => ({ pointer: '/body/amountField', detail: `The step "${name}" asks for authority over the amount. Name the field that holds it.` }));
  if (errors.length > 0) throw new Refusal('form_invalid', { detail: 'The workflow asks for authority over an amount, and there is none. Nothing was saved.', errors });
}

/** What a condition reads decides who signs, so a change of it is never immaterial. */
function decidingFields(definition: WorkflowDefinition, { immaterialFields = [] }: VersionInput): FieldProblem[] {
  return immaterialFields.flatMap((field) =>
    stepsReading(definition, field).map((step) => ({
      pointer: '/body/immaterialFields',
      detail: `The condition of step "${step.name}" reads "${field}", so a change of it can decide who signs. Make the field material, or let the condition not read it.`,
    })),
  );
}

function namedFieldProblems(input: VersionInput): FieldProblem[] {
  const properties = (input.form.properties ?? {}) as Record<string, Record<string, unknown>>;
  const required = Array.isArray(input.form.required) ? (input.form.required as unknown[]) : [];
  const problems: FieldProblem[] = [];
  const title = Object.hasOwn(properties, input.titleField) ? properties[input.titleField] : undefined;
  if (title?.type !== 'string' || !required.includes(input.titleField)) problems.push({ pointer: '/body/titleField', detail: 'Name a required property of type "string": it names requests in lists.' });
  else if (title.format === 'record') problems.push({ pointer: '/body/titleField', detail: 'An outside id names nothing to people: name a text that somebody writes.' });
  if (input.amountField !== undefined) {
    const amount = Object.hasOwn(properties, input.amountField) ? properties[input.amountField] : undefined;
    if (amount?.format !== 'money') problems.push({ pointer: '/body/amountField', detail: 'Name a property of format "money".' });
  }
  for (const field of Object.keys(input.tolerances ?? {})) {
    const property = Object.hasOwn(properties, field) ? properties[field] : undefined;
    const isQuantity = property?.format === 'money' || property?.type === 'number' || property?.type === 'integer';
    if (!isQuantity) problems.push({ pointer: '/body/tolerances', detail: `"${field}" is no number and no money of the form, so no part of it can be tolerated.` });
    else if (input.immaterialFields?.includes(field)) problems.push({ pointer: '/body/tolerances', detail: `"${field}" is immaterial: any change of it leaves signatures standing, so it needs no tolerance.` });
  }
  for (const field of input.immaterialFields ?? []) {
    if (!Object.hasOwn(properties, field)) problems.push({ pointer: '/body/immaterialFields', detail: `The form has no property "${field}".` });
    // What names a request and what it costs is what people sign: a change of it may never leave their signatures standing.
    else if (field === input.titleField || field === input.amountField) problems.push({ pointer: '/body/immaterialFields', detail: `"${field}" is the title or the amount, and a change of it always matters.` });
  }
  return problems;
}

export const versionViewOf = (row: Omit<RequestTypeVersion, 'tenantId'>): RequestTypeVersionView => ({ ...row, createdAt: row.createdAt.toISOString() });
