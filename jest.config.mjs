/** How tests run. Four projects by what they need: nothing, PostgreSQL, the whole API, a browser. */
const projectNames = ['unit', 'db', 'http', 'e2e'];

/** Jest takes every word after --selectProjects for a project and leaves out those it does not know: a file named there would run the whole project. */
function refuseFilesAsProjects() {
  const at = process.argv.indexOf('--selectProjects');
  if (at === -1) return;
  const words = process.argv.slice(at + 1);
  const end = words.findIndex((word) => word.startsWith('-'));
  const unknown = words.slice(0, end === -1 ? words.length : end).filter((word) => !projectNames.includes(word));
  if (unknown.length > 0) throw new Error(`“${unknown[0]}” is not one of the projects ${projectNames.join(', ')}. To run one file, name it without --selectProjects: npm run jest -- ${unknown[0]}`);
}
refuseFilesAsProjects();

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
  // What Jest keeps of each file adds up: a worker that holds so much begins anew.
  workerIdleMemoryLimit: '1500MB',
  projects: [
    { ...base, displayName: 'unit', testRegex: '(?<!\\.(db|http))\\.spec\\.tsx?$' },
    { ...base, ...withDatabase, displayName: 'db', testRegex: '\\.db\\.spec\\.ts$' },
    { ...base, ...withDatabase, runtime: '<rootDir>/packages/testing/bin/api-runtime.cjs', displayName: 'http', testRegex: '\\.http\\.spec\\.ts$' },
    { ...base, globalSetup: '<rootDir>/apps/e2e/bin/start-stack.mjs', globalTeardown: '<rootDir>/apps/e2e/bin/stop-stack.mjs', displayName: 'e2e', testRegex: '\\.e2e\\.ts$' },
  ],
};
