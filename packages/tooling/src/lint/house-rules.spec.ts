import { describe, it } from '@jest/globals';
import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';

import { houseRules } from './index.mjs';

// RuleTester reports each case as a test of its own.
RuleTester.describe = (name, run) => void describe(name, run);
RuleTester.it = (name, run) => void it(name, run);

const tester = new RuleTester({ languageOptions: { parser: tseslint.parser as never, sourceType: 'module' } });

function ruleNamed(name: string) {
  const rule = houseRules.rules[name];
  if (rule === undefined) throw new Error(`There is no rule '${name}'.`);
  return rule;
}

const controller = 'apps/api/src/requests/decide-request.controller.ts';

tester.run('controller-serves-contract', ruleNamed('controller-serves-contract'), {
  valid: [
    { filename: controller, code: '@Controller() export class A { constructor(private s: S) {} @Serves(decideRequest) run() {} }' },
    { filename: 'packages/services/src/requests/decide-request.service.ts', code: 'export class A { run() {} }' },
  ],
  invalid: [
    { name: 'no @Serves', filename: controller, code: 'export class A { run() {} }', errors: [{ messageId: 'count' }] },
    { name: 'two @Serves', filename: controller, code: 'export class A { @Serves(a) run() {} @Serves(b) walk() {} }', errors: [{ messageId: 'count' }] },
    { name: 'a bare route', filename: controller, code: "export class A { @Serves(a) run() {} @Get('/x') walk() {} }", errors: [{ messageId: 'bare' }] },
    { name: 'a bare route elsewhere', filename: 'apps/api/src/app/health.ts', code: "export class A { @Post('/x') walk() {} }", errors: [{ messageId: 'bare' }] },
    { name: '@Serves elsewhere', filename: 'apps/api/src/requests/other.ts', code: 'export class A { @Serves(a) walk() {} }', errors: [{ messageId: 'late' }] },
  ],
});

const tables = [{ tables: ['requests', 'revisions', 'tasks'] }];
const missing = [{ messageId: 'missing' }];

tester.run('tenant-in-every-statement', ruleNamed('tenant-in-every-statement'), {
  valid: [
    { options: tables, code: "query('select id from requests where tenant_id = $1 and id = $2')" },
    { options: tables, code: "query('select 1 from requests r join revisions v on v.tenant_id = r.tenant_id and v.request_id = r.id where r.tenant_id = $1')" },
    { options: tables, code: "query('select id from ' + 'requests ' + 'where tenant_id = $1')" },
    { options: tables, code: "query('select id from users where id = $1')" },
    { options: tables, code: "throw new Error('Update a task from its requests')" },
  ],
  invalid: [
    { name: 'select', options: tables, code: "query('select id from requests where id = $1')", errors: missing },
    { name: 'update', options: tables, code: "query('update tasks set state = $1 where id = $2')", errors: missing },
    { name: 'delete', options: tables, code: "query('delete from app.tasks where id = $2')", errors: missing },
    { name: 'insert', options: tables, code: "query('insert into tasks (id) values ($1)')", errors: missing },
    { name: 'an unfiltered join', options: tables, code: 'query(`select 1 from requests r join revisions v on v.request_id = r.id where r.tenant_id = $1`)', errors: missing },
    { name: 'an unfiltered subquery', options: tables, code: 'query(`select 1 from requests where tenant_id = $1 and exists (select 1 from tasks where state = 2)`)', errors: missing },
    { name: 'a joined text', options: tables, code: "query('select id ' + 'from requests')", errors: missing },
    { name: 'a common table expression', options: tables, code: 'const SQL = `with t as (update tasks set state = $1 returning id) insert into revisions (tenant_id, id) select $2, id from t`', errors: missing },
    { name: 'only in a comment', options: tables, code: 'query(`select id from requests -- tenant_id\n where id = $1`)', errors: missing },
  ],
});

const built = [{ messageId: 'built' }];

tester.run('no-nested-template-sql', ruleNamed('no-nested-template-sql'), {
  valid: [
    'tx.query(`select ${REQUEST_COLUMNS} from requests where tenant_id = $1`, [tenantId])',
    "tx.query('select 1' + ' from requests', [])",
    'tx.query(SQL)',
    'tx.query(`create role ${escapeIdentifier(name)} password ${escapeLiteral(password)}`)',
    'log(`Updated ${count} rows`)',
    'client.query({ text: SQL, values })',
  ],
  invalid: [
    { name: 'a value in a template', code: 'tx.query(`select 1 from requests where id = ${id}`)', errors: built },
    { name: 'a call in a template', code: 'tx.query(`select ${columns.join()} from requests`)', errors: built },
    { name: 'joined with a value', code: "tx.query('select 1 from requests where id = ' + id)", errors: built },
    { name: 'built before it is asked', code: 'const sql = `delete from requests where id = ${id}`; tx.query(sql)', errors: built },
    { name: 'any template that is asked', code: 'tx.query(`${verb} something`)', errors: built },
  ],
});

const closed = "alter table requests enable row level security; alter table requests force row level security; create policy own on requests using (true);";
const open = (...steps: string[]) => steps.map((step) => ({ messageId: 'open', data: { table: 'requests', step } }));

tester.run('migration-policy-before-grant', ruleNamed('migration-policy-before-grant'), {
  valid: [
    `q('create table requests (tenant_id uuid not null, id uuid)'); q('${closed}'); q('grant select on requests to cs_app')`,
    `q(\`create table app.requests (tenant_id uuid not null default f(1), id uuid); ${closed} grant select on app.requests to cs_app\`)`,
    "q('create table users (id uuid)'); q('grant select on users to cs_app')",
    `q('grant select on users to cs_app'); q('create table requests (tenant_id uuid)'); q('${closed}')`,
    "q('create table entry.memberships (tenant_id uuid not null)'); q('grant execute on function entry.find() to cs_app')",
  ],
  invalid: [
    { name: 'nothing', code: "q('create table requests (tenant_id uuid, id uuid)')", errors: open('enable row level security', 'force row level security', 'create policy') },
    { name: 'not forced', code: `q('create table requests (tenant_id uuid); ${closed.replace('alter table requests force row level security;', '')}')`, errors: open('force row level security') },
    { name: 'no policy', code: `q('create table requests (tenant_id uuid); ${closed.replace(/create policy.*/, '')}')`, errors: open('create policy') },
    { name: 'policy of another table', code: `q('create table requests (tenant_id uuid); ${closed.replace('own on requests', 'own on requests_old')}')`, errors: open('create policy') },
    { name: 'grant first', code: `q('create table requests (tenant_id uuid)'); q('grant select on requests to cs_app'); q('${closed}')`, errors: open('enable row level security', 'force row level security', 'create policy') },
    { name: 'grant on all tables first', code: `q('create table requests (tenant_id uuid)'); q('grant select on all tables in schema app to cs_app'); q('${closed}')`, errors: open('enable row level security', 'force row level security', 'create policy') },
  ],
});

const lines = (count: number) => Array.from({ length: count }, (_, index) => `  step(${index});`).join('\n');

tester.run('functions-stay-short', ruleNamed('functions-stay-short'), {
  valid: [
    { name: 'a short function', options: [{ max: 5 }], code: `function f() {\n${lines(3)}\n}` },
    { name: 'a long chapter', options: [{ max: 5 }], code: `describe('x', () => {\n${lines(20)}\n})` },
    { name: 'a long chapter of a table', options: [{ max: 5 }], code: `describe.each([1])('x', () => {\n${lines(20)}\n})` },
  ],
  invalid: [
    { name: 'a function', options: [{ max: 5 }], code: `function f() {\n${lines(6)}\n}`, errors: 1 },
    { name: 'a test', options: [{ max: 5 }], code: `describe('x', () => { it('y', () => {\n${lines(6)}\n}) })`, errors: 1 },
  ],
});

tester.run('data-source-in-one-room', ruleNamed('data-source-in-one-room'), {
  valid: ['tenancy.run(actor, (tx) => tx.requests.lock(id))'],
  invalid: [
    { name: 'as a type', code: 'function f(source: DataSource) {}', errors: 1 },
    { name: 'as a value', code: 'new DataSource({})', errors: 1 },
    { name: 'as a decorator', code: 'class A { constructor(@InjectRepository(B) b: C) {} }', errors: 1 },
  ],
});
