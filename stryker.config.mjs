/** `npm run mutation`: can the tests of the engine, the permissions and the conditions fail? Each change of the code that no test notices is listed. */
export default {
  packageManager: 'pnpm',
  plugins: ['./packages/tooling/src/mutation/test-runner.mjs'],
  testRunner: 'specs',
  testRunnerNodeArgs: ['--conditions=countersign-source', '--no-warnings=ExperimentalWarning'],
  mutate: ['packages/{engine,permissions,conditions}/src/**/*.ts', '!**/*.spec.ts', '!**/index.ts'],
  // What is copied to be changed; the rest is read where it is.
  ignorePatterns: ['/*', '!/packages', '/packages/*', '!/packages/engine', '!/packages/permissions', '!/packages/conditions', 'dist'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // The test runner breaks off what never ends by itself; this is for the rest, and generous: a busy machine must not look like a noticed change.
  timeoutMS: 60_000,
  timeoutFactor: 20,
  tempDirName: '.mutation',
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: '.mutation-report/mutation.json' },
  thresholds: { high: 95, low: 90, break: null },
};
