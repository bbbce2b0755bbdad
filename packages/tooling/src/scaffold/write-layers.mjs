/** The files of a new operation, each as the neighbours are written. They hold: what is left is to say what it really does. */

const changes = ({ method }) => method !== 'GET';
const field = ({ id }) => (id === undefined ? { name: 'name', schema: 'line(120)', sample: "'Something'" } : { name: 'reason', schema: 'line(400)', sample: "'As agreed'" });
const statusOf = (wish) => (wish.method === 'POST' ? 201 : 200);
const sentence = ({ verb, words }) => `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;

export function writeContract(wish) {
  const { name, method, path, permission, auditAction, id } = wish;
  const { name: given, schema } = field(wish);
  const replies = changes(wish) ? (id === undefined ? `id: id(), ${given}: z.string()` : 'id: id()') : id === undefined ? 'tenantName: z.string()' : 'id: id()';
  const doors = [...(replies.includes('id()') || id ? ['id'] : []), ...(changes(wish) ? ['line'] : []), 'operation'];
  return `import * as z from 'zod/mini';
import { ${doors.join(', ')} } from '../platform/index.js';

export const ${name} = operation({
  name: '${name}',
  summary: '${sentence(wish)}',
  method: '${method}',
  path: '${path}',
${id === undefined ? '' : `  params: z.strictObject({ ${id}: id() }),\n`}${changes(wish) ? `  body: z.strictObject({ ${given}: ${schema} }),\n` : ''}  reply: z.strictObject({ ${replies} }),
  status: ${statusOf(wish)},
  permission: '${permission}',
  refusals: [],
  auditAction: ${auditAction === null ? 'null' : `'${auditAction}'`},
  idempotent: '${changes(wish) ? 'key' : 'safe'}',
  budget: { statements: ${changes(wish) ? 8 : 6}, bytes: 2_000, p95Ms: 150 },
});
`;
}

export function writeController({ feature, name, className, verb, stem }) {
  return `import { ${name} } from '@countersign/contracts/${feature}';
import type { Call } from '@countersign/services/platform';
import { ${className}Service } from '@countersign/services/${feature}';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ${className}Controller {
  constructor(private readonly service: ${className}Service) {}

  @Serves(${name})
  ${verb === 'constructor' ? stem : verb}(@Called() call: Call<typeof ${name}>) {
    return this.service.run(call);
  }
}
`;
}

export function writeService(wish) {
  return changes(wish) ? writeChange(wish) : writeRead(wish);
}

const refusal = ({ subject }) => (subject?.find('').includes('Refusal') ? "import { Refusal } from '@countersign/contracts/platform';\n" : '');
/** A feature does not come in by its own door. */
const finder = ({ subject, feature }) => (subject?.imports ? `${feature === 'requests' ? subject.imports.replace('../requests/index.js', './get-request.service.js') : subject.imports}\n` : '');

function writeChange(wish) {
  const { feature, name, className, noun, id, subject } = wish;
  const { name: given } = field(wish);
  const lines = id === undefined
    ? [`const ${given} = call.input.body.${given}.trim();`, 'const id = newId();', `record.act({ action: call.operation.auditAction ?? '', subject: { kind: '${noun}', id, label: ${given} } });`, `return { id, ${given} };`]
    : [`const { ${id} } = call.input.params;`, subject.find(id), `record.act({ action: call.operation.auditAction ?? '', subject: { kind: '${noun}', id: ${id}, label: ${id} }, reason: call.input.body.reason });`, `return { id: ${id} };`];
  return `${refusal(wish)}import type { ${name} } from '@countersign/contracts/${feature}';
import { actorOf, change, ${id === undefined ? 'newId, ' : ''}type Call, type House } from '../platform/index.js';
${finder(wish)}
/** Recorded in the audit, once per key. What else it keeps is written before that, in the same transaction. */
export class ${className}Service {
  constructor(private readonly house: House) {}

  run(call: Call<typeof ${name}>) {
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (${id === undefined ? '_tx' : 'tx'}, record) => {
${lines.map((line) => `      ${line}`).join('\n')}
    });
  }
}
`;
}

function writeRead(wish) {
  const { feature, name, className, id, subject } = wish;
  const lines = id === undefined ? ['return { tenantName: await tx.members.getTenantName() };'] : [`const { ${id} } = call.input.params;`, subject.find(id), `return { id: ${id} };`];
  return `${refusal(wish)}import type { ${name} } from '@countersign/contracts/${feature}';
import { actorOf, type Call, type House } from '../platform/index.js';
${finder(wish)}
export class ${className}Service {
  constructor(private readonly house: House) {}

  run(call: Call<typeof ${name}>) {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
${lines.map((line) => `      ${line}`).join('\n')}
    });
  }
}
`;
}

export function writeSpec(wish) {
  const { feature, name, id, subject, auditAction } = wish;
  const { name: given } = field(wish);
  const params = id === undefined ? [] : [`params: { ${id}: ${subject.inSpec} }`];
  const body = changes(wish) ? [`body: { ${given}: \`Number \${(count += 1)}\` }`] : [];
  const input = [...params, ...body];
  const isAwaited = subject?.inSpec.includes('await') === true;
  const helpers = ['holdsItsContract', ...(subject?.inSpec.includes('memberIdOf') ? ['memberIdOf'] : []), 'openHttpWorld', 'type HttpWorld'];
  const proof = changes(wish)
    ? `  it('is recorded in this company, and in no other (row:E1 row:F1)', async () => {
    const { by, input } = ${isAwaited ? 'await ' : ''}ready();
    const { id } = await by.call(${name}, input);
    const actions = async (person: typeof by) => (await person.call(listAuditEntries, { query: { subjectId: id } })).items.map(({ action }) => action);
    expect(await actions(by)).toContain('${auditAction}');
    expect(await actions(world.foreigner)).toEqual([]);
  });`
    : id === undefined
      ? `  it('shows each company its own (row:F1)', async () => {
    expect(await world.company.admin.call(${name}, {})).toEqual({ tenantName: 'Acme' });
    expect(await world.foreigner.call(${name}, {})).toEqual({ tenantName: 'Borealis' });
  });`
      : `  it('shows what was asked for (row:F1)', async () => {
    const { by, input } = ${isAwaited ? 'await ' : ''}ready();
    expect(await by.call(${name}, input)).toEqual({ id: input.params.${id} });
  });`;
  return `import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
${changes(wish) ? "import { listAuditEntries } from '@countersign/contracts/audit';\n" : ''}import { ${name} } from '@countersign/contracts/${feature}';
import { ${helpers.join(', ')} } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

${changes(wish) ? 'let count = 0;\n' : ''}const ready = ${isAwaited ? 'async ' : ''}() => ({ by: world.company.admin, input: { ${input.join(', ')}${input.length > 0 ? ' ' : ''}} });
holdsItsContract({ operation: ${name}, world: () => world, ready });

describe('${statusOf(wish)}', () => {
${proof}
});
`;
}

/** Who may, as it was said by hand, for the tested table of callers. */
export function writeVerdicts({ name, kinds, id }) {
  const verdicts = (yes) => `[out, away, ${['requester', 'approver', 'auditor', 'admin'].map((kind) => (kinds.includes(kind) ? yes : 'no')).join(', ')}]`;
  return `  ${name}: { own: ${verdicts('ok')}${id === undefined ? '' : `, foreign: { '/path/${id}': ${verdicts('gone')} }`} },`;
}

export function writeCall(wish) {
  const { name, id, subject } = wish;
  const { name: given, sample } = field(wish);
  const parts = [...(id === undefined ? [] : [`params: { ${id}: ${subject.own} }`]), ...(changes(wish) ? [`body: { ${given}: ${sample} }`] : [])];
  if (parts.length === 0) return `  ${name}: nothing,`;
  return `  ${name}: (${id === undefined ? '' : '{ own }'}) => ({ ${parts.join(', ')} }),`;
}

const exampleId = '019ab0c0-0000-7000-8000-000000000001';

/** The example that `npm run examples:write` would record. */
export function writeExample(wish) {
  const { name, id } = wish;
  const { name: given, sample } = field(wish);
  const text = sample.slice(1, -1);
  const input = { ...(id !== undefined && { params: { [id]: exampleId } }), ...(changes(wish) && { body: { [given]: text } }) };
  const reply = id === undefined ? (changes(wish) ? { id: exampleId, [given]: text } : { tenantName: 'Acme' }) : { id: exampleId };
  return `  ${name}: ${JSON.stringify({ input, reply })},`;
}
