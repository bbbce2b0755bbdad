/** For each rule of `eslint.config.mjs` a file that breaks it, and files of the kinds that are excused from some. */

export interface PlantedFault {
  /** The rule that must report. */
  readonly rule: string;
  /** Where the file would stand in the repository. */
  readonly file: string;
  readonly text: string;
}

const fault = (rule: string, file: string, text: string): PlantedFault => ({ rule, file, text });
const manyLines = (count: number) => Array.from({ length: count }, (_, index) => `export const line${index} = ${index};`).join('\n');
const longFunction = (count: number) => `export function long(): void {\n${Array.from({ length: count }, (_, index) => `  void ${index};`).join('\n')}\n}\n`;
const services = 'packages/services/src/requests';

export const plantedFaults: readonly PlantedFault[] = [
  fault('@typescript-eslint/no-explicit-any', `${services}/any.ts`, 'export const a = (b: any) => b as unknown;\n'),
  fault('@typescript-eslint/ban-ts-comment', `${services}/ignore.ts`, '// @ts-ignore\nexport const a = 1;\n'),
  fault('@typescript-eslint/ban-ts-comment', `${services}/expect.ts`, '// @ts-expect-error because\nexport const a: string = 1;\n'),
  fault('no-var', `${services}/suppressed.ts`, '/* eslint-disable no-var */\nexport var a = 1;\n'),
  fault('@typescript-eslint/no-non-null-assertion', `${services}/bang.ts`, 'export const a = (b: string | null) => b!.length;\n'),
  fault('@typescript-eslint/no-unused-vars', `${services}/unused.ts`, 'const a = 1;\nexport const b = 2;\n'),
  fault('@typescript-eslint/no-floating-promises', `${services}/floating.ts`, 'export function a(b: () => Promise<void>) { b(); }\n'),
  fault('@typescript-eslint/no-misused-promises', `${services}/misused.ts`, 'export const a = (b: Promise<boolean>) => { if (b) return 1; return 2; };\n'),
  fault('@typescript-eslint/switch-exhaustiveness-check', `${services}/switch.ts`, "export function a(b: 'x' | 'y') { switch (b) { case 'x': return 1; } return 2; }\n"),
  fault('@typescript-eslint/await-thenable', `${services}/await.ts`, 'export async function a(b: number) { await b; }\n'),
  fault('@typescript-eslint/return-await', `${services}/return.ts`, 'export async function a(b: () => Promise<void>) { try { return b(); } catch { return undefined; } }\n'),
  fault('max-lines', `${services}/long-file.ts`, manyLines(251)),
  fault('max-lines', 'apps/web/src/requests/long.page.tsx', manyLines(351)),
  fault('max-lines', `${services}/long.spec.ts`, manyLines(401)),
  fault('countersign/functions-stay-short', `${services}/long-function.ts`, longFunction(51)),
  fault('countersign/functions-stay-short', 'apps/web/src/requests/long-component.tsx', longFunction(91)),
  fault('max-params', `${services}/params.ts`, 'export class A { constructor(readonly a: 1, readonly b: 1, readonly c: 1, readonly d: 1, readonly e: 1, readonly f: 1, readonly g: 1) {} }\n'),
  fault('no-console', `${services}/console.ts`, "console.log('x');\nexport const a = 1;\n"),
  fault('no-eval', `${services}/eval.ts`, "export const a = eval('1') as unknown;\n"),
  fault('no-new-func', `${services}/function.ts`, "export const a = new Function('return 1');\n"),
  fault('prefer-const', `${services}/let.ts`, 'let a = 1;\nexport const b = a;\n'),
  fault('eqeqeq', `${services}/equals.ts`, 'export const a = (b: string) => b == "1";\n'),
  fault('no-param-reassign', `${services}/reassign.ts`, 'export function a(b: number) { b = 2; return b; }\n'),
  fault('no-restricted-properties', `${services}/environment.ts`, 'export const a = process.env.HOME;\n'),
  fault('no-restricted-properties', 'apps/api/src/platform/environment.ts', 'export const { env: a } = process;\n'),
  fault('no-restricted-imports', `${services}/environment-import.ts`, "import { env } from 'node:process';\nexport const a = env;\n"),
  fault('no-restricted-imports', `${services}/deep.ts`, "import '@countersign/contracts/src/requests/index.js';\n"),
  fault('no-restricted-imports', 'apps/api/src/app/built.ts', "import '@countersign/contracts/dist/requests/index.js';\n"),
  fault('no-restricted-syntax', `${services}/default.ts`, 'export default 1;\n'),
  fault('no-restricted-syntax', `${services}/enum.ts`, 'export enum A { B }\n'),
  fault('no-restricted-syntax', 'packages/database/src/requests/config.ts', 'export const A = "select set_config(\'app.tenant_id\', $1, true)";\n'),
  fault('no-restricted-syntax', 'packages/database/src/requests/config-template.ts', 'export const A = `select set_config($1)`;\n'),
  fault('no-restricted-syntax', 'packages/database/src/requests/cache.ts', 'declare const r: { find(o: object): unknown };\nexport const a = r.find({ where: {}, cache: true });\n'),
  fault('no-restricted-syntax', 'apps/web/src/requests/inner.tsx', 'export const A = () => <p dangerouslySetInnerHTML={{ __html: "x" }} />;\n'),
  fault('no-restricted-syntax', 'apps/web/src/requests/markup.ts', 'export function a(b: { innerHTML: string }) { const c = b; c.innerHTML = "x"; }\n'),
  fault('react-hooks/rules-of-hooks', 'apps/web/src/requests/hook.tsx', 'declare function useState(a: number): number;\nexport function A(p: { on: boolean }) { if (p.on) useState(1); return null; }\n'),
  fault('react-hooks/exhaustive-deps', 'apps/web/src/requests/deps.tsx', 'declare function useEffect(a: () => void, b: unknown[]): void;\nexport function A(p: { on: boolean }) { useEffect(() => { void p.on; }, []); return null; }\n'),
  fault('no-restricted-globals', 'packages/engine/src/commands/clock.ts', 'export const now = () => new Date();\n'),
  fault('no-restricted-properties', 'packages/engine/src/commands/chance.ts', 'export const chance = () => Math.random();\n'),
  fault('no-restricted-syntax', 'packages/engine/src/commands/wait.ts', 'export async function wait() {}\n'),
  fault('no-restricted-syntax', 'packages/engine/src/commands/promise.ts', 'export type Later = Promise<void>;\n'),
  fault('countersign/data-source-in-one-room', 'packages/database/src/requests/source.ts', 'export function a(source: DataSource) { return source; }\ninterface DataSource { a: 1 }\n'),
  fault('countersign/controller-serves-contract', 'apps/api/src/requests/empty.controller.ts', 'export class Empty { run() {} }\n'),
  fault('countersign/tenant-in-every-statement', 'packages/database/src/requests/rows.repository.ts', "export const SQL = 'select id from planted_requests where id = $1';\n"),
  fault('countersign/no-nested-template-sql', 'packages/database/src/requests/built.repository.ts', 'export const sql = (id: string) => `select 1 from planted_users where id = ${id}`;\n'),
  fault('countersign/migration-policy-before-grant', 'packages/database/migrations/20260101000000-create-planted.ts', "export const SQL = 'create table planted_requests (tenant_id uuid not null, id uuid not null)';\n"),
];

/** Excused where the rule says so; none of these may be reported. */
export const excusedFiles: Readonly<Record<string, string>> = {
  'apps/api/src/app/environment.ts': 'console.info(process.env.PORT);\nexport const a = 1;\n',
  'apps/lab/src/bench/print.ts': 'console.info(process.env.PORT);\nexport const a = 1;\n',
  'packages/database/src/platform/source.ts': 'export type A = DataSource;\ninterface DataSource { a: 1 }\n',
  'packages/services/src/requests/story.spec.ts': `declare function describe(a: string, b: () => void): void;\ndescribe('a long story', () => {\n${Array.from({ length: 60 }, (_, index) => `  void ${index};`).join('\n')}\n});\nexport const tried = "select set_config('app.tenant_id', $1, true)";\n`,
  'packages/services/src/requests/clean.service.ts': "export const SQL = 'select id from planted_requests where tenant_id = $1 and id = $2';\nexport const at = new Date(0);\n",
  'apps/web/src/requests/tall.page.tsx': manyLines(349),
  'planted.config.mjs': 'export default {};\n',
};
