/** The unit tests of what mutation testing changes, and no others: each change is tried by them alone. */
import all from '../../../jest.config.mjs';

const unit = all.projects.find(({ displayName }) => displayName === 'unit');
const { testTimeout } = all;
export default {
  ...unit,
  displayName: undefined,
  testTimeout,
  // Always the same, so that a change is noticed by what it does and not by luck; the shortest form of a failure is not looked for.
  globals: { randomly: { numRuns: 600, seed: 7, endOnFailure: true } },
};
