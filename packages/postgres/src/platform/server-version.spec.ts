import { describe, expect, test } from '@jest/globals';
import { serverVersionProblem } from './server-version.js';

describe('a server version', () => {
  test.each([160_000, 160_009, 170_004, 180_004])('%d will do', (versionNum) => {
    expect(serverVersionProblem(versionNum)).toBeUndefined();
  });

  test.each([159_999, 150_014, 90_624])('%d is refused in a sentence that says what to do', (versionNum) => {
    expect(serverVersionProblem(versionNum)).toMatch(/version (15|9), and Countersign needs 16 or newer\. Upgrade it/);
  });

  test.each([Number.NaN, 0, -1, 16.5])('%d is not a version, and says so', (versionNum) => {
    expect(serverVersionProblem(versionNum)).toMatch(/did not say which version/);
  });
});
