/**
 * The house rules as errors. Nothing here warns: a rule is worth stopping for, or it is not here.
 * Suppression comments have no effect and are themselves reported; an exception is a line in this file, with its reason.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

import { houseRules, listTenantTables } from './packages/tooling/src/lint/index.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const sources = ['apps/*/src/**/*.{ts,tsx}', 'packages/*/src/**/*.{ts,tsx}', 'packages/*/migrations/**/*.ts'];
const tests = ['**/*.spec.{ts,tsx}', '**/*.e2e.ts'];
const scripts = ['*.{mjs,cjs,js}', 'apps/*/*.{mjs,js}', 'packages/*/*.{mjs,js}', 'packages/tooling/**/*.mjs', 'apps/*/vite.config.ts'];
// The rooms whose business is to start processes, measure them or test them: they read the environment and print.
const backstage = ['apps/lab/src/**', 'apps/local/src/**', 'apps/e2e/src/**', 'packages/testing/src/**', 'packages/tooling/**'];

function forbid(selector, message) {
  return { selector, message };
}

const everywhere = [
  forbid('Literal[value=/\\bset_config\\s*\\(/i], TemplateElement[value.raw=/\\bset_config\\s*\\(/i]', 'set_config does not reach the shards of a cluster. The tenant is entered by app.enter_tenant, in tenancy.run, and nowhere else.'),
  forbid("CallExpression[callee.property.name=/^(find|findOne|findBy|findOneBy|findAndCount|count)$/] Property[key.name='cache'][value.value=true]", "TypeORM's cache is keyed by SQL, not by tenant: one tenant would read another's rows."),
  forbid("CallExpression[callee.property.name='cache'][callee.object.callee.property.name=/^(where|andWhere|from|select|createQueryBuilder|orderBy|limit)$/]", "TypeORM's cache is keyed by SQL, not by tenant: one tenant would read another's rows."),
  forbid("JSXAttribute[name.name='dangerouslySetInnerHTML']", 'Text becomes markup here, and a tenant\'s text a script. Render elements.'),
  forbid("AssignmentExpression > MemberExpression.left[property.name=/^(innerHTML|outerHTML)$/], CallExpression[callee.property.name='insertAdjacentHTML']", "Text becomes markup here, and a tenant's text a script. Use textContent or elements."),
  forbid('TSEnumDeclaration', 'Use a union of string literals or an `as const` object: an enum is not erasable and its numbers leak.'),
];
const defaultExport = forbid('ExportDefaultDeclaration', 'Export by name, so that a thing has one name everywhere and can be found by it.');
const asynchrony = [
  forbid(':function[async=true], AwaitExpression, ForOfStatement[await=true]', 'The engine decides, it never waits: what it needs is handed to it.'),
  forbid("TSTypeReference > Identifier[name='Promise'], ImportExpression", 'The engine decides, it never waits: what it needs is handed to it.'),
];

const impureGlobals = ['Date', 'Promise', 'process', 'crypto', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch', 'console', 'globalThis', 'Buffer', 'Intl', 'require', 'Temporal'];

const mechanics = {
  'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
  'countersign/functions-stay-short': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', { max: 6 }],
  'no-console': 'error',
  'no-eval': 'error',
  'no-new-func': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  eqeqeq: ['error', 'always'],
  'no-param-reassign': 'error',
  'no-restricted-syntax': ['error', ...everywhere, defaultExport],
  'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Only app/ reads the environment, once; what a room needs is handed to it.' }],
  'no-restricted-imports': [
    'error',
    {
      paths: [{ name: 'node:process', importNames: ['env'], message: 'Only app/ reads the environment.' }, { name: 'process', importNames: ['env'], message: 'Only app/ reads the environment.' }],
      patterns: [{ regex: '(^|/)dist(/|$)', message: 'Built output is nobody\'s door.' }, { regex: '^@countersign/[^/]+/src(/|$)', message: 'A workspace is entered by its doors (`exports`).' }],
    },
  ],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  '@typescript-eslint/ban-ts-comment': ['error', { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true, 'ts-check': false }],
};

const typed = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/coverage/**', '**/.turbo/**', '.data/**', '.mutation/**'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  { plugins: { countersign: houseRules, '@typescript-eslint': tseslint.plugin, 'react-hooks': reactHooks } },

  {
    files: sources,
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: { ...mechanics, ...typed, 'countersign/controller-serves-contract': 'error' },
  },
  { files: ['**/*.tsx'], rules: { 'countersign/functions-stay-short': ['error', { max: 90, skipBlankLines: true, skipComments: true }], 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' } },
  { files: ['apps/web/src/**/*.ts'], rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' } },
  // One line per operation: these grow with the product, and are read by looking one up.
  { files: ['apps/api/src/app/controllers.ts', 'apps/api/src/app/services.ts', 'packages/testing/src/authorization-calls.ts', 'packages/testing/src/authorization-table.ts'], rules: { 'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }] } },
  { files: ['**/*.page.tsx'], rules: { 'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }] } },

  // Rows: every statement carries its tenant, and none is built from values.
  {
    files: ['packages/database/src/**/*.ts', 'packages/services/src/**/*.ts', 'apps/api/src/**/*.ts', 'apps/worker/src/**/*.ts'],
    ignores: tests,
    rules: { 'countersign/tenant-in-every-statement': ['error', { tables: listTenantTables(join(root, 'packages/database/migrations')) }], 'countersign/no-nested-template-sql': 'error' },
  },
  // A migration is one text, read from top to bottom; cutting it into functions would hide its order.
  { files: ['packages/database/migrations/**/*.ts'], rules: { 'countersign/migration-policy-before-grant': 'error', 'countersign/functions-stay-short': 'off' } },
  {
    files: sources,
    ignores: ['packages/database/src/platform/**', 'packages/testing/src/**', ...tests],
    rules: { 'countersign/data-source-in-one-room': 'error' },
  },

  // The engine: no clock, no chance, no waiting, no world.
  {
    files: ['packages/engine/src/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals.map((name) => ({ name, message: 'The engine is pure: it has no clock, no chance and no world.' }))],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'The same facts give the same state, for ever.' }],
      'no-restricted-syntax': ['error', ...everywhere, defaultExport, ...asynchrony],
    },
  },

  // Who may read the environment and print: wiring, and the rooms behind the stage.
  { files: ['**/src/app/**', ...backstage, ...tests], rules: { 'no-console': 'off', 'no-restricted-properties': 'off', 'no-restricted-imports': ['error', { patterns: [{ regex: '^@countersign/[^/]+/(src|dist)(/|$)', message: 'A workspace is entered by its doors (`exports`).' }] }] } },

  // A test tells a story, which may be longer, and tries set_config to show that it does not help.
  { files: [...tests, 'packages/tooling/src/lint/planted-faults.ts'], rules: { 'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }], 'no-restricted-syntax': ['error', ...everywhere.slice(1), defaultExport] } },

  // Scripts that run as they are, without a build: no types to check, and a configuration file must export by default.
  {
    files: scripts,
    languageOptions: { parser: tseslint.parser },
    rules: { ...mechanics, 'no-console': 'off', 'no-restricted-properties': 'off', 'no-restricted-syntax': ['error', ...everywhere] },
  },
);
