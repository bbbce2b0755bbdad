import { effectsOf, stepsOf, type Effect, type Finding, type HttpEffect, type MailEffect, type WorkflowDefinition } from '@countersign/engine';
import { isMailbox } from './mail-address.part.js';
import { isOnlyPlace, placesOf } from './template.part.js';

type Schema = Readonly<Record<string, unknown>>;

/** A request type that runs on a definition, as far as templates need it. */
export interface FilledType {
  readonly name: string;
  readonly form: Schema;
}

const textMax = 2000;
const depthMax = 8;
const valuesMax = 500;

/** What may stand in a place besides fields of the request. */
const known: Schema = {
  type: 'object',
  required: ['requester', 'requestId', 'number', 'title', 'revision'],
  properties: {
    requester: { type: 'object', required: ['memberId', 'name'], properties: { memberId: { type: 'string' }, name: { type: 'string' }, unit: { type: 'string' } } },
    requestId: { type: 'string' }, number: { type: 'integer' }, title: { type: 'string' }, revision: { type: 'integer' },
  },
};

/** A text of a template and where in the effect it stands. */
interface PlacedText {
  readonly field: string;
  readonly text: string;
  /** Whether what stands there has to be text, also where a place is all there is. */
  readonly isText: boolean;
}

/** What is wrong with the templates of a definition: braces that hold no place, places that the forms do not have, and optional ones where a value is needed. */
export function templateFindings({ steps }: WorkflowDefinition, types: readonly FilledType[]): Finding[] {
  return stepsOf(steps).flatMap((step) => [
    ...(step.kind === 'approval' && step.record ? problemsOf({ field: 'path', text: step.record.path, isText: true }, types).map((message): Finding => ({ stepId: step.id, field: 'record/path', message })) : []),
    ...effectsOf(step).flatMap((effect, index) => {
      const where = index === 0 ? 'effect' : 'onReverse';
      const find = (field: string, message: string): Finding => ({ stepId: step.id, field: `${where}/${field}`, message });
      const { texts, problem } = textsOf(effect);
      if (problem !== null) return [find('body', problem)];
      return [...texts.flatMap((placed) => problemsOf(placed, types).map((message) => find(placed.field, message))), ...addressProblems(effect).map(({ field, message }) => find(field, message))];
    }),
  ]);
}

/** Addresses that are written out have to be some; what a place holds is looked at once it is filled in. */
function addressProblems(effect: Effect): { readonly field: string; readonly message: string }[] {
  if (effect.kind !== 'mail') return [];
  return effect.to.flatMap((one, index) => (one.kind === 'requester' || one.address.includes('{{') || isMailbox(one.address.trim()) ? [] : [{ field: `to/${index}`, message: `“${one.address.slice(0, 80)}” is no mail address. Write one, or a field of the request that holds one.` }]));
}

function problemsOf({ text, isText }: PlacedText, types: readonly FilledType[]): string[] {
  const places = placesOf(text);
  if (places === null) return [`“${text.slice(0, 80)}” has braces that hold no field. Write {{request.vendor}}, or leave the braces out.`];
  const needed = isText || !isOnlyPlace(text);
  return places.flatMap((place) => types.flatMap(({ name, form }) => placeProblem(place, form, needed).map((said) => `${said} So it is for the request type "${name}".`)));
}

function placeProblem(place: string, form: Schema, needed: boolean): string[] {
  const { schema, optional } = schemaAt(place, form);
  if (schema === null) return [`There is no "${place}" to fill in.`];
  if (!needed) return [];
  if (optional) return [`"${place}" can be left empty, and here a value is needed. Make the field required, or let it stand alone in the body.`];
  return isScalar(schema) ? [] : [`"${place}" is no text or number. Name a part of it, such as ${place}.${schema.format === 'money' ? 'amount' : 'name'}, or let it stand alone in the body.`];
}

function schemaAt(place: string, form: Schema): { readonly schema: Schema | null; readonly optional: boolean } {
  const [root = '', ...rest] = place.split('.');
  let at: Schema = root === 'request' ? form : known;
  let optional = false;
  for (const step of root === 'request' ? rest : [root, ...rest]) {
    if (at.format === 'money') at = money;
    const properties = at.properties as Readonly<Record<string, Schema>> | undefined;
    if (properties === undefined || !Object.hasOwn(properties, step)) return { schema: null, optional };
    optional ||= !(Array.isArray(at.required) && at.required.includes(step));
    at = properties[step] ?? {};
  }
  return { schema: at, optional };
}

const money: Schema = { type: 'object', required: ['amount', 'currency'], properties: { amount: { type: 'string' }, currency: { type: 'string' } } };
const isScalar = ({ type, format, enum: choices }: Schema) => format !== 'money' && (choices !== undefined || ['string', 'integer', 'number', 'boolean'].includes(String(type)));

interface Texts {
  readonly texts: PlacedText[];
  readonly problem: string | null;
}

function textsOf(effect: Effect): Texts {
  if (effect.kind === 'http') return textsOfCall(effect);
  if (effect.kind === 'message' || effect.kind === 'notice' || effect.kind === 'ask') return { texts: [{ field: 'text', text: effect.text, isText: true }], problem: null };
  return { texts: effect.kind === 'mail' ? textsOfMail(effect) : [], problem: null };
}

function textsOfMail({ to, subject, text }: MailEffect): PlacedText[] {
  const addresses = to.flatMap((one, index) => (one.kind === 'address' ? [{ field: `to/${index}`, text: one.address }] : []));
  return [...addresses, { field: 'subject', text: subject }, { field: 'text', text }].map((placed) => ({ ...placed, isText: true }));
}

function textsOfCall({ path, body }: HttpEffect): Texts {
  const texts: PlacedText[] = [{ field: 'path', text: path, isText: true }];
  let [problem, count] = [null as string | null, 0];
  const look = (value: unknown, field: string, depth: number): void => {
    count += 1;
    if (count > valuesMax || depth > depthMax) problem ??= `A body has at most ${valuesMax} values, ${depthMax} levels deep.`;
    if (problem !== null) return;
    if (typeof value === 'string') {
      if (value.length > textMax) problem = `A text of a body has at most ${textMax} characters.`;
      else texts.push({ field, text: value, isText: false });
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) look(item, `${field}/${name}`.slice(0, 200), depth + 1);
    }
  };
  look(body, 'body', 0);
  return { texts, problem };
}
