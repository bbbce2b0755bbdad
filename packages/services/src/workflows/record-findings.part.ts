import type { Tx } from '@countersign/database/platform';
import { escapeName } from '@countersign/contracts/platform';
import { stepsOf, type Effect, type EffectStep, type Finding, type HttpEffect, type WorkflowDefinition } from '@countersign/engine';

type Schema = Readonly<Record<string, unknown>>;
type Naming = HttpEffect & { readonly record: NonNullable<HttpEffect['record']> };

const isNaming = (effect: Effect): effect is Naming => effect.kind === 'http' && effect.record !== undefined;

/** Where answers are to name records: the set has to be there, and the place has to be one that the agreed shape of answers has. */
export async function recordFindings(tx: Tx, { steps }: WorkflowDefinition): Promise<Finding[]> {
  const naming = stepsOf(steps).filter((step): step is EffectStep => step.kind === 'effect' && isNaming(step.effect));
  if (naming.length === 0) return [];
  const calls = naming.map(({ effect }) => effect).filter(isNaming);
  const sets = new Set((await tx.recordSets.listNames([...new Set(calls.map(({ record }) => record.recordSetId))])).map(({ id }) => id));
  const schemas = new Map((await tx.connections.listReplySchemas([...new Set(calls.map(({ connectionId }) => connectionId))])).map(({ id, replySchema }) => [id, replySchema]));
  return naming.flatMap((step): Finding[] => {
    const { effect } = step;
    if (!isNaming(effect)) return [];
    const unknown: Finding[] = sets.has(effect.record.recordSetId) ? [] : [{ stepId: step.id, field: 'effect/record/recordSetId', message: `"${step.name}" names a record of a set that does not exist. Choose one from the list, or let its answer name none.` }];
    const misplaced = placeProblem(schemas.get(effect.connectionId) ?? null, effect.record.idPointer);
    return [...unknown, ...(misplaced === null ? [] : [{ stepId: step.id, field: 'effect/record/idPointer', message: `The answer to "${step.name}" ${misplaced}` }])];
  });
}

/** Why an id cannot stand at a place of answers of this shape; null where it can, or where the shape says nothing of it. */
function placeProblem(schema: Schema | null, pointer: string): string | null {
  let [at, above] = [schema, ''];
  for (const part of pointer.split('/').slice(1)) {
    if (at === null) return null;
    const step = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const properties = schemaOf(at.properties);
    const child = properties !== null && Object.hasOwn(properties, step) ? schemaOf(properties[step]) : null;
    if (child === null && at.additionalProperties === false) return `has nothing at ${pointer}, by the shape that its connection agrees on${suggested(properties, above)}. Name a place that it has.`;
    above += `/${part}`;
    at = child ?? (/^\d+$/.test(step) ? schemaOf(at.items) : null);
  }
  const type = at?.type;
  return type === undefined || ['string', 'integer', 'number'].some((one) => one === type || (Array.isArray(type) && type.includes(one))) ? null : `has no id at ${pointer || 'its top'}: by the shape that its connection agrees on, no text or number stands there. Name the place of the id itself, such as ${pointer}/id.`;
}

const schemaOf = (value: unknown): Schema | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : null);

const suggestedMax = 5;
function suggested(properties: Schema | null, above: string): string {
  const names = Object.keys(properties ?? {});
  return names.length === 0 ? '' : `, which has ${names.slice(0, suggestedMax).map((name) => `${above}/${escapeName(name)}`.slice(0, 80)).join(', ')}${names.length > suggestedMax ? ' and more' : ''} there`;
}
