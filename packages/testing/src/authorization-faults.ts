import { allOperations, openApiDocument } from '@countersign/contracts/operations';
import type { Operation } from '@countersign/contracts/platform';
import { randomUUID } from 'node:crypto';
import { forPlace, prepareColleague, prepareOwn, soonStale, withIdAt, type PreparedCall } from './authorization-calls.js';
import { callers, type CallerKind, type Expected, type Verdict, type Verdicts } from './authorization-table.js';
import type { AuthorizationWorld, Ids } from './authorization-world.js';
import { keptRows } from './kept-rows.js';
import { sendRaw, type RawAnswer } from './raw-call.js';

type Table = Readonly<Record<string, Expected>>;

interface Cell {
  readonly operation: Operation;
  readonly says: string;
  readonly expected: Verdict;
  readonly call: PreparedCall;
  /** Prepares it again, where what it carries does not keep. */
  readonly renew?: () => Promise<PreparedCall | null>;
  /** The same call with an id that nobody has, which must be answered by the same bytes. */
  readonly twin?: PreparedCall;
}

/** What the API does otherwise than the table says, in words. `only` names operations, for a short look. */
export async function authorizationFaults(world: AuthorizationWorld, table: Table, only?: readonly string[]): Promise<string[]> {
  const faults = only ? [] : incompleteness(table);
  const cells: Cell[] = [];
  for (const [name, expected] of Object.entries(table)) {
    const operation = allOperations.get(name);
    if (!operation || (only && !only.includes(name))) continue;
    for (const [index, kind] of callers.entries()) cells.push(...(await cellsOf(world, operation, expected, { kind, index })));
  }
  const refused = cells.filter(({ expected, twin }) => expected !== 'ok' || twin);
  const before = await keptRows(world.api.database);
  for (const cell of refused) faults.push(...(await tryCell(world, cell)));
  const after = await keptRows(world.api.database);
  for (const [kept, mark] of Object.entries(after)) if (before[kept] !== mark) faults.push(`${kept}: calls that are refused wrote to it`);
  for (const cell of cells.filter((candidate) => !refused.includes(candidate))) faults.push(...(await tryCell(world, { ...cell, call: (await cell.renew?.()) ?? cell.call })));
  return faults;
}

/** Operations that the table forgets or that are gone, and places for ids that it says nothing about. */
export function incompleteness(table: Table): string[] {
  const faults = [...allOperations.keys()].filter((name) => !table[name]).map((name) => `${name}: is not in the table`);
  faults.push(...Object.keys(table).filter((name) => !allOperations.has(name)).map((name) => `${name}: is in the table, and no operation`));
  const document = openApiDocument(allOperations, { title: 'ids', version: '1' });
  for (const [name, expected] of Object.entries(table)) {
    const operation = allOperations.get(name);
    const described = operation && (document.paths[operation.path]?.[operation.method.toLowerCase()] as Described | undefined);
    const told = new Set(Object.keys(expected.foreign ?? {}).map((pointer) => unnested(pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*'))));
    for (const place of new Set(described ? idPlaces(described).map(unnested) : [])) if (!told.has(place)) faults.push(`${name}: the table does not say what another company's id does at ${place}`);
  }
  return faults;
}

/** Steps within steps are the same steps again: one place stands for it wherever it is nested. */
const unnested = (pointer: string) => pointer.replaceAll(/(\/steps\/\*)(?:\/branches\/\*\/steps\/\*|\/otherwise\/\*)+/g, '$1');

async function cellsOf(world: AuthorizationWorld, operation: Operation, expected: Expected, { kind, index }: { kind: CallerKind; index: number }): Promise<Cell[]> {
  const { name } = operation;
  const verdict = (verdicts: Verdicts) => verdicts[index] ?? 'ok';
  const own = await prepareOwn(world, name, kind);
  if (!own) throw new Error(`nobody has written how ${name} is called: see authorization-calls`);
  const cells: Cell[] = [{ operation, says: `${name} as ${kind}`, expected: verdict(expected.own), call: own, ...(soonStale.includes(name) && { renew: () => prepareOwn(world, name, kind) }) }];
  const colleague = expected.colleague && (await prepareColleague(world, name, kind));
  if (expected.colleague && colleague) cells.push({ operation, says: `${name} of a colleague as ${kind}`, expected: verdict(expected.colleague), call: colleague });
  for (const [pointer, verdicts] of Object.entries(expected.foreign ?? {})) {
    const made = forPlace(world, own, pointer);
    const call = withIdAt(made, pointer, idFor(world.foreign, pointer));
    cells.push({ operation, says: `${name} with another company's id at ${pointer} as ${kind}`, expected: verdict(verdicts), call, twin: withIdAt(made, pointer, randomUUID()) });
  }
  return cells;
}

async function tryCell({ api }: AuthorizationWorld, { operation, says, expected, call, twin }: Cell): Promise<string[]> {
  const answer = await sendRaw(api.baseUrl, operation, call.input, { by: call.by });
  const got = answer.status === operation.status ? 'ok' : String(answer.json.code ?? answer.status);
  const faults = got === expected ? [] : [`${says}: expected ${expected}, got ${got}`];
  if (twin) {
    const other = await sendRaw(api.baseUrl, operation, twin.input, { by: twin.by });
    if (wire(answer) !== wire(other)) faults.push(`${says}: is answered otherwise than an id that nobody has`);
  }
  return faults;
}

/** Everything that arrives, but for the clock's time, which screens name too: a packed answer is as long as that time packs well. */
const wire = ({ status, headers, text }: RawAnswer) => JSON.stringify([status, [...headers].filter(([name]) => name !== 'date' && !(name === 'content-length' && headers.has('content-encoding'))), text.replace(/"asOf":"[^"]*"/, '')]);

/** Fields that are named after what somebody is to somebody, not after what they are. */
const namedOtherwise: Readonly<Record<string, keyof Ids>> = { subjectId: 'request', relatedRequestId: 'request', relatedRequestIds: 'request', managerId: 'member', requesterId: 'member', delegateId: 'member', onBehalfOf: 'member', principalId: 'member', holder: 'role', holderId: 'role' };

/** `/body/definition/steps/0/approvers/roleIds/0` asks for a role. */
function idFor(ids: Ids, pointer: string): string {
  const field = pointer.split('/').findLast((key) => /Ids?$/.test(key) || key in namedOtherwise) ?? '';
  const id = ids[namedOtherwise[field] ?? (field.replace(/Ids?$/, '') as keyof Ids)] as string | undefined;
  if (id === undefined) throw new Error(`which id belongs at ${pointer}?`);
  return id;
}

interface Schema {
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}
interface Described {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** Where an operation takes the id of something, from its own description: `/body/roleIds/*`. */
function idPlaces({ parameters = [], requestBody }: Described): string[] {
  const places = parameters.flatMap((parameter) => (parameter.schema ? placesIn(parameter.schema, `/${parameter.in}/${parameter.name}`) : []));
  const body = requestBody?.content['application/json']?.schema;
  return [...new Set([...places, ...(body ? placesIn(body, '/body') : [])])];
}

function placesIn(schema: Schema, at: string): string[] {
  // One id, or a list of them in one parameter.
  if (schema.pattern !== undefined && /^\^\(?\[0-9a-f\]\{8\}-/.test(schema.pattern)) return [at];
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, child]) => placesIn(child, `${at}/${name}`));
  const items = schema.items ? placesIn(schema.items, `${at}/*`) : [];
  return [...inside, ...items, ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((child) => placesIn(child, at))];
}
