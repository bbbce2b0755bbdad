import * as z from 'zod/mini';
import { echoed, id, line } from '../platform/index.js';
import { askEffect, conditionSource, httpEffect, mailEffect, messageEffect, noticeEffect, outsideRecord, stepBase, stepId, undoingCall, webhookEffect } from './parts.js';

type Name = () => z.ZodMiniString;

/** How deep composite steps stand in each other. */
export const nestedMax = 2;
const stepsMax = 50;
const branchesMax = 10;

const length = () => z.int().check(z.gte(1), z.lte(1000));
/** Working hours and days count in the calendar that the step names, or in the default one. */
const span = () => z.union([z.strictObject({ workingHours: length() }), z.strictObject({ workingDays: length() }), z.strictObject({ hours: length() })]);

const sourceBase = () => ({ when: z.optional(conditionSource()), ofUnit: z.optional(z.literal('requester')) });
const source = () =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('role'), roleId: id(), ...sourceBase() }),
    z.strictObject({ kind: z.literal('group'), groupId: id(), ...sourceBase() }),
    z.strictObject({ kind: z.literal('member'), memberId: id(), ...sourceBase() }),
    z.strictObject({ kind: z.literal('manager'), levels: z.union([z.int().check(z.gte(1), z.lte(20)), z.literal('authority')]), ...sourceBase() }),
  ]);
const sources = () => z.array(source()).check(z.maxLength(50));

const approvalStep = (name: Name) =>
  z.strictObject({
    ...stepBase(name),
    kind: z.literal('approval'),
    approvers: z.strictObject({ anyOf: sources(), except: z.optional(sources()), authority: z.optional(z.boolean()) }),
    quorum: z.union([z.int().check(z.gte(1), z.lte(50)), z.literal('all')]),
    onReject: z.union([z.enum(['return', 'end']), z.strictObject({ goTo: stepId() })]),
    differsFrom: z.optional(z.array(stepId()).check(z.maxLength(stepsMax))),
    servedBy: z.optional(z.array(stepId()).check(z.maxLength(stepsMax))),
    requesterMaySign: z.optional(z.boolean()),
    boundTo: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(80))).check(z.minLength(1), z.maxLength(100))),
    stepUp: z.optional(z.boolean()),
    revocableMinutes: z.optional(z.int().check(z.gte(1), z.lte(7 * 24 * 60))),
    due: z.optional(span()),
    calendarId: z.optional(id()),
    record: z.optional(outsideRecord()),
    reminders: z.optional(z.array(span()).check(z.maxLength(5))),
    onOverdue: z.optional(z.union([z.strictObject({ after: span(), escalateTo: sources() }), z.strictObject({ after: span(), then: z.enum(['reject', 'return']) })])),
  });

const waitStep = (name: Name) =>
  z.strictObject({ ...stepBase(name), kind: z.literal('wait'), until: z.union([span(), z.strictObject({ field: z.string().check(z.minLength(1), z.maxLength(80)) }), z.strictObject({ message: line(80) })]), calendarId: z.optional(id()) });
const effect = () => echoed(z.discriminatedUnion('kind', [webhookEffect(), httpEffect(), mailEffect(), messageEffect(), noticeEffect(), askEffect()]));
const undoing = () => echoed(z.discriminatedUnion('kind', [webhookEffect(), undoingCall(), mailEffect(), messageEffect(), noticeEffect(), askEffect()]));
const effectStep = (name: Name) =>
  z.strictObject({ ...stepBase(name), kind: z.literal('effect'), effect: effect(), waitsForPrevious: z.optional(z.boolean()), onFailure: z.optional(echoed(z.enum(['park', 'continue', 'compensate']))), onReverse: echoed(z.union([undoing(), z.enum(['person', 'nothing'])])) });
const endStep = (name: Name) => z.strictObject({ ...stepBase(name), kind: z.literal('end'), outcome: z.enum(['approved', 'rejected']) });

const plainSteps = (name: Name) => [approvalStep(name), waitStep(name), effectStep(name), endStep(name)] as const;
const sequence = <S extends z.ZodMiniType>(step: S) => z.array(step).check(z.maxLength(stepsMax));

/** Composite steps around sequences of what may stand in them. */
const compositeSteps = <S extends z.ZodMiniType>(name: Name, inner: S) =>
  [
    z.strictObject({
      ...stepBase(name),
      kind: z.literal('condition'),
      branches: z.array(z.strictObject({ id: stepId(), when: conditionSource(), steps: sequence(inner) })).check(z.minLength(1), z.maxLength(branchesMax)),
      otherwise: sequence(inner),
    }),
    z.strictObject({
      ...stepBase(name),
      kind: z.literal('parallel'),
      branches: z.array(z.strictObject({ id: stepId(), steps: sequence(inner) })).check(z.minLength(1), z.maxLength(branchesMax)),
      join: z.union([z.int().check(z.gte(1), z.lte(branchesMax)), z.literal('all')]),
    }),
  ] as const;

/** Format 2: steps in order; conditions and parallel steps hold sequences of their own, `nestedMax` deep. */
export const definitionFormat2 = (name: Name) => {
  const innermost = z.discriminatedUnion('kind', [...plainSteps(name)]);
  const inner = z.discriminatedUnion('kind', [...plainSteps(name), ...compositeSteps(name, innermost)]);
  const step = z.discriminatedUnion('kind', [...plainSteps(name), ...compositeSteps(name, inner)]);
  return z.strictObject({ formatVersion: z.literal(2), steps: sequence(step).check(z.minLength(1)) });
};
