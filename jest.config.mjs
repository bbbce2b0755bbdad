/** How tests run. Four projects by what they need: nothing, PostgreSQL, the whole API, a browser. */
const swc = {
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true, tsx: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.tsx?$': ['@swc/jest', swc] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', '\\.css$': '<rootDir>/packages/testing/src/empty-style.cjs' },
  testEnvironmentOptions: { customExportConditions: ['countersign-source', 'node', 'require', 'default'] },
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.mutation/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};

const withDatabase = { globalSetup: '<rootDir>/packages/testing/bin/start-database.mjs', globalTeardown: '<rootDir>/packages/testing/bin/stop-database.mjs' };

export default {
  testTimeout: 30_000,
  maxWorkers: 2,
  projects: [
    { ...base, displayName: 'unit', testRegex: '(?<!\\.(db|http))\\.spec\\.tsx?$' },
    { ...base, ...withDatabase, displayName: 'db', testRegex: '\\.db\\.spec\\.ts$' },
    { ...base, ...withDatabase, displayName: 'http', testRegex: '\\.http\\.spec\\.ts$' },
    { ...base, displayName: 'e2e', testRegex: '\\.e2e\\.ts$' },
  ],
};
