import * as z from 'zod/mini';
import { id, instant, jsonObject, line } from '../platform/index.js';

const fieldName = () => z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'must be the name of a property of the form'));

const percent = () => z.optional(z.number().check(z.gte(0), z.lte(100), z.multipleOf(0.01)));
const tolerance = () => z.strictObject({ upPercent: percent(), downPercent: percent() });

/** What a version of a request type says; the form is a JSON Schema, see `checkForm`. */
export const requestTypeVersionFields = {
  form: jsonObject(),
  /** The property, a string, that names a request in lists. */
  titleField: fieldName(),
  /** The property of format money that lists and totals show, if there is one. */
  amountField: z.optional(fieldName()),
  /** Properties whose change leaves recorded decisions standing; all others are material, and what a condition of the workflow reads must be. */
  immaterialFields: z.optional(z.array(fieldName()).check(z.maxLength(100))),
  /** How far a property, a number or money, may differ from what somebody signed without voiding the signature; in percent of it, two decimals at most. */
  tolerances: z.optional(z.record(fieldName(), tolerance())),
  workflowId: id(),
};

export const requestTypeVersionView = z.strictObject({
  requestTypeId: id(),
  version: z.int(),
  form: jsonObject(),
  titleField: z.string(),
  amountField: z.nullable(z.string()),
  immaterialFields: z.array(z.string()),
  tolerances: z.record(z.string(), tolerance()),
  workflowId: id(),
  createdAt: instant(),
});
export type RequestTypeVersionView = z.infer<typeof requestTypeVersionView>;

export const requestTypeView = z.strictObject({ id: id(), name: z.string(), description: z.string(), latestVersion: requestTypeVersionView });
export type RequestTypeView = z.infer<typeof requestTypeView>;

export const requestTypeName = () => line(120);
