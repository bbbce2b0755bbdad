import type { Tx } from '@countersign/database/platform';
import { Refusal, type FieldProblem } from '@countersign/contracts/platform';
import { checkForm, type RequestTypeVersionView } from '@countersign/contracts/request-types';
import type { RequestTypeVersion } from '@countersign/database/request-types';

export interface VersionInput {
  readonly form: Record<string, unknown>;
  readonly titleField: string;
  readonly amountField?: string | undefined;
  readonly immaterialFields?: readonly string[] | undefined;
  readonly workflowId: string;
}

/** Checks a version's form, the fields it names and its workflow, and inserts it. */
export async function insertVersion(tx: Tx, requestTypeId: string, version: number, input: VersionInput, createdAt: Date): Promise<RequestTypeVersionView> {
  const errors = [...checkForm(input.form).map(({ pointer, detail }) => ({ pointer: `/body/form${pointer}`, detail })), ...namedFieldProblems(input)];
  if (errors.length > 0) throw new Refusal('form_invalid', { detail: 'The form cannot be used as it is. Nothing was saved.', errors });
  if (!(await tx.workflows.exists(input.workflowId))) throw new Refusal('not_found', { detail: 'There is no such workflow.' });
  const row = {
    requestTypeId,
    version,
    form: input.form,
    titleField: input.titleField,
    amountField: input.amountField ?? null,
    immaterialFields: [...new Set(input.immaterialFields ?? [])],
    workflowId: input.workflowId,
    createdAt,
  };
  await tx.requestTypes.insertVersion(row);
  return versionViewOf(row);
}

function namedFieldProblems(input: VersionInput): FieldProblem[] {
  const properties = (input.form.properties ?? {}) as Record<string, Record<string, unknown>>;
  const required = Array.isArray(input.form.required) ? (input.form.required as unknown[]) : [];
  const problems: FieldProblem[] = [];
  const title = Object.hasOwn(properties, input.titleField) ? properties[input.titleField] : undefined;
  if (title?.type !== 'string' || !required.includes(input.titleField)) problems.push({ pointer: '/body/titleField', detail: 'Name a required property of type "string": it names requests in lists.' });
  if (input.amountField !== undefined) {
    const amount = Object.hasOwn(properties, input.amountField) ? properties[input.amountField] : undefined;
    if (amount?.format !== 'money') problems.push({ pointer: '/body/amountField', detail: 'Name a property of format "money".' });
  }
  for (const field of input.immaterialFields ?? []) {
    if (!Object.hasOwn(properties, field)) problems.push({ pointer: '/body/immaterialFields', detail: `The form has no property "${field}".` });
    // What names a request and what it costs is what people sign: a change of it may never leave their signatures standing.
    else if (field === input.titleField || field === input.amountField) problems.push({ pointer: '/body/immaterialFields', detail: `"${field}" is the title or the amount, and a change of it always matters.` });
  }
  return problems;
}

export const versionViewOf = (row: Omit<RequestTypeVersion, 'tenantId'>): RequestTypeVersionView => ({ ...row, createdAt: row.createdAt.toISOString() });
