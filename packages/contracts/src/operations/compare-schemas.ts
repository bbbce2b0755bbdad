/** A JSON Schema (2020-12) as `z.toJSONSchema` writes it. */
export type Schema = Readonly<Record<string, unknown>>;
/** `sent`: a narrower schema breaks callers. `answered`: a wider one does. */
export type Direction = 'sent' | 'answered';

/** One difference, in words, and whether it breaks those who call now. */
export interface SchemaChange {
  readonly breaks: boolean;
  readonly says: string;
}

/**
 * What changed between two schemas of one place, such as `body.title`. An answer may gain fields: callers ignore what they
 * do not know. It may not gain a value where callers tell values apart, unless the released contract said that the list grows, or what is answered
 * is what somebody of the same company wrote by the same schema: nobody is answered anything new before that.
 */
export function compareSchemas(before: Schema, after: Schema, at: string, direction: Direction): SchemaChange[] {
  const [old, now] = [branchesOf(before), branchesOf(after)];
  const changes: SchemaChange[] = [];
  const widens = (says: string) => changes.push({ breaks: direction === 'answered' && after['x-echoed'] !== true, says: `${at} ${says}` });
  const narrows = (says: string) => changes.push({ breaks: direction === 'sent', says: `${at} ${says}` });
  if (!old.nullable && now.nullable) widens('may now be null');
  if (old.nullable && !now.nullable) narrows('may no longer be null');
  const [oldKinds, nowKinds] = [byKind(old.branches), byKind(now.branches)];
  const [oldOnly, nowOnly] = [[...oldKinds.values()][0], [...nowKinds.values()][0]];
  if (oldKinds.size === 1 && nowKinds.size === 1 && oldOnly && nowOnly) return [...changes, ...compareOne(oldOnly, nowOnly, at, direction)];
  for (const [kind, schema] of nowKinds) if (!oldKinds.has(kind)) widens(`may now also be ${kind}${isEmpty(schema) ? ' (anything)' : ''}`);
  for (const [kind, schema] of oldKinds) {
    const same = nowKinds.get(kind);
    if (same) changes.push(...compareOne(schema, same, `${at} (${kind})`, direction));
    else narrows(`may no longer be ${kind}`);
  }
  return changes;
}

const isEmpty = (schema: Schema) => Object.keys(schema).length === 0;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function branchesOf(schema: Schema): { readonly nullable: boolean; readonly branches: readonly Schema[] } {
  const types = Array.isArray(schema.type) ? (schema.type as unknown[]).map((type) => ({ ...schema, type })) : undefined;
  const inside = types ?? ((schema.anyOf ?? schema.oneOf) as readonly Schema[] | undefined);
  if (!inside) return schema.type === 'null' ? { nullable: true, branches: [] } : { nullable: false, branches: [schema] };
  const parts = inside.map(branchesOf);
  return { nullable: parts.some(({ nullable }) => nullable), branches: parts.flatMap(({ branches }) => branches) };
}

/** The branches of a union by what tells them apart: a fixed value inside (`kind "approval"`), or the type. */
function byKind(branches: readonly Schema[]): Map<string, Schema> {
  const kinds = new Map<string, Schema>();
  for (const branch of branches) {
    const fixed = Object.entries(propertiesOf(branch)).find(([, property]) => 'const' in property);
    const kind = fixed ? `${fixed[0]} ${JSON.stringify(fixed[1].const)}` : 'const' in branch ? JSON.stringify(branch.const) : typeName(branch);
    kinds.set(kinds.has(kind) ? `${kind} ${kinds.size + 1}` : kind, branch);
  }
  return kinds;
}

const typeName = ({ type }: Schema) => (type === undefined ? 'anything' : String(type));
const propertiesOf = (schema: Schema) => (schema.properties ?? {}) as Readonly<Record<string, Schema>>;

function compareOne(before: Schema, after: Schema, at: string, direction: Direction): SchemaChange[] {
  const type = compareTypes(before, after, at, direction);
  if (type.some(({ breaks }) => breaks)) return type;
  return [
    ...type,
    ...compareValues(before, after, at, direction),
    ...compareLimits(before, after, at, direction),
    ...compareShapes(before, after, at, direction),
    ...compareProperties(before, after, at, direction),
    ...compareWithin(before, after, at, direction),
    ...compareUnknown(before, after, at),
  ];
}

function compareTypes(before: Schema, after: Schema, at: string, direction: Direction): SchemaChange[] {
  const [old, now] = [typeName(before), typeName(after)];
  if (old === now) return [];
  const wider = now === 'anything' || (old === 'integer' && now === 'number');
  const narrower = old === 'anything' || (old === 'number' && now === 'integer');
  const breaks = direction === 'sent' ? !wider : !narrower;
  return [{ breaks, says: `${at} is now of type ${now}, and was ${old}` }];
}

/** The values that a schema allows by name, or null where it allows any. */
const valuesOf = (schema: Schema): readonly string[] | null => ('const' in schema ? [schema.const] : Array.isArray(schema.enum) ? (schema.enum as unknown[]) : null)?.map((value) => JSON.stringify(value)) ?? null;

function compareValues(before: Schema, after: Schema, at: string, direction: Direction): SchemaChange[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  if (old === null && now === null) return [];
  if (old === null) return [{ breaks: direction === 'sent', says: `${at} can now only be one of ${now?.join(', ') ?? ''}` }];
  if (now === null) return [{ breaks: direction === 'answered', says: `${at} can now be any value, and was one of ${old.join(', ')}` }];
  // A list that was released as growing warns its callers to expect more.
  const addedBreaks = direction === 'answered' && before['x-grows'] !== true && after['x-echoed'] !== true;
  const added = now.filter((value) => !old.includes(value)).map((value) => ({ breaks: addedBreaks, says: `${at} can now also be ${value}` }));
  const removed = old.filter((value) => !now.includes(value)).map((value) => ({ breaks: direction === 'sent', says: `${at} can no longer be ${value}` }));
  const closed = before['x-grows'] === true && after['x-grows'] !== true ? [{ breaks: false, says: `${at} is no longer a list that grows` }] : [];
  return [...added, ...removed, ...closed];
}

const upperLimits = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const lowerLimits = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];

/** A limit on what is sent breaks when it tightens; one on what is answered is no promise to rely on. */
function compareLimits(before: Schema, after: Schema, at: string, direction: Direction): SchemaChange[] {
  return [...upperLimits, ...lowerLimits].flatMap((name) => {
    const none = upperLimits.includes(name) ? Infinity : -Infinity;
    const [old, now] = [limitOf(before, name, none), limitOf(after, name, none)];
    if (old === now) return [];
    const tighter = upperLimits.includes(name) ? now < old : now > old;
    const text = (limit: number) => (Number.isFinite(limit) ? String(limit) : 'none');
    return [{ breaks: direction === 'sent' && tighter, says: `${at} has the limit ${name} ${text(now)}, and had ${text(old)}` }];
  });
}

const limitOf = (schema: Schema, name: string, none: number) => (typeof schema[name] === 'number' ? schema[name] : none);

/** Pattern, format and the like: no program can tell which of two is narrower, so another one breaks. */
function compareShapes(before: Schema, after: Schema, at: string, direction: Direction): SchemaChange[] {
  return ['pattern', 'format', 'multipleOf', 'uniqueItems', 'propertyNames', 'contentEncoding'].flatMap((name) => {
    const [old, now] = [JSON.stringify(before[name]), JSON.stringify(after[name])];
    if (old === now) return [];
    const text = (value: string | undefined) => value ?? 'none';
    const breaks = direction === 'sent' ? now !== undefined : old !== undefined;
    return [{ breaks, says: `${at} has the ${name} ${text(now)}, and had ${text(old)}` }];
  });
}

function compareProperties(before: Schema, after: Schema, at: string, direction: Direction): SchemaChange[] {
  const [old, now] = [propertiesOf(before), propertiesOf(after)];
  const [needed, needs] = [new Set(listOf(before.required)), new Set(listOf(after.required))];
  const sent = direction === 'sent';
  const added = Object.keys(now).filter((name) => !Object.hasOwn(old, name)).map((name): SchemaChange =>
    sent ? { breaks: needs.has(name), says: `${at}.${name} ${needs.has(name) ? 'must' : 'may'} now be sent` } : { breaks: false, says: `${at}.${name} is now answered` });
  const kept = Object.entries(old).flatMap(([name, schema]): SchemaChange[] => {
    const place = `${at}.${name}`;
    const same = Object.hasOwn(now, name) ? now[name] : undefined;
    if (!same) return [{ breaks: true, says: `${place} is no longer ${sent ? 'taken' : 'answered'}` }];
    const own = compareSchemas(schema, same, place, direction);
    if (needed.has(name) === needs.has(name)) return own;
    const says = needs.has(name) ? `${place} ${sent ? 'must now be sent' : 'is now always answered'}` : `${place} may now be left out`;
    return [{ breaks: sent === needs.has(name), says }, ...own];
  });
  return [...kept, ...added];
}

/** What lies within lists, and within objects whose names are not fixed. */
function compareWithin(before: Schema, after: Schema, at: string, direction: Direction): SchemaChange[] {
  const items = before.items && after.items ? compareSchemas(before.items as Schema, after.items as Schema, `${at}[]`, direction) : compareUnknown(pick(before, 'items'), pick(after, 'items'), at);
  const [old, now] = [before.additionalProperties, after.additionalProperties];
  if (typeof old === 'object' && old !== null && typeof now === 'object' && now !== null) return [...items, ...compareSchemas(old as Schema, now as Schema, `${at}.*`, direction)];
  const [oldOpen, nowOpen] = [old !== false, now !== false];
  if (oldOpen === nowOpen) return items;
  const breaks = direction === 'sent' && !nowOpen;
  return [...items, { breaks, says: `${at} ${nowOpen ? 'now takes' : 'no longer takes'} fields that are not named` }];
}

const pick = (schema: Schema, name: string): Schema => (name in schema ? { [`${name} of a list`]: schema[name] } : {});

const compared = new Set(['type', 'enum', 'const', 'anyOf', 'oneOf', 'properties', 'required', 'additionalProperties', 'items', 'pattern', 'format', 'multipleOf', 'uniqueItems', 'propertyNames', 'contentEncoding', ...upperLimits, ...lowerLimits]);
const saysNothing = /^(title|description|examples?|default|deprecated|\$schema|x-.*)$/;

/** What this comparison does not know counts as breaking: silence would be a guess. */
function compareUnknown(before: Schema, after: Schema, at: string): SchemaChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)].filter((name) => !compared.has(name) && !saysNothing.test(name)));
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).map((name) => ({ breaks: true, says: `${at} is described otherwise: ${name}` }));
}
