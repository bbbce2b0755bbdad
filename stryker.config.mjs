/** `npm run mutation`: can the tests of the engine, the permissions and the conditions fail? Each change of the code that no test notices is listed. */
export default {
  packageManager: 'pnpm',
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning'],
  jest: { configFile: 'packages/tooling/bin/mutation.jest.config.mjs', enableFindRelatedTests: true },
  mutate: ['packages/{engine,permissions,conditions}/src/**/*.ts', '!**/*.spec.ts', '!**/index.ts'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: '.mutation',
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: '.mutation-report/mutation.json' },
  thresholds: { high: 95, low: 90, break: null },
};
