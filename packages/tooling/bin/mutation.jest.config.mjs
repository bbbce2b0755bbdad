/** The unit tests of what mutation testing changes, and no others: each change is tried by them alone. */
import all from '../../../jest.config.mjs';

const unit = all.projects.find(({ displayName }) => displayName === 'unit');
const { testTimeout } = all;
export default { ...unit, displayName: undefined, testTimeout, globals: { randomRuns: 600, randomSeed: 7 }, roots: ['engine', 'permissions', 'conditions'].map((name) => `<rootDir>/packages/${name}/src`) };
