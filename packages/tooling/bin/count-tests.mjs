import { readFile } from 'node:fs/promises';

/**
 * Counts what a run of Jest wrote to its result file. A file that could not be run, a run that broke off, a run
 * without tests, and a test that was skipped are failures: none of them shows that anything holds.
 *
 * @param {string} resultFile what Jest's --json --outputFile wrote
 * @param {{ ok: boolean, output: string }} step how the process ended
 * @returns {Promise<{ passed: number, failed: number, says: string }>}
 */
export async function countTests(resultFile, step) {
  const result = await readFile(resultFile, 'utf8').then(JSON.parse).catch(() => undefined);
  if (result === undefined) return { passed: 0, failed: 1, says: `It broke off without a result.\n${step.output}` };
  const skipped = result.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => `Skipped, which counts as failed: ${fullName} (${name})`));
  const passed = result.numPassedTests;
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites + skipped.length;
  const messages = [...result.testResults.map(({ message }) => message).filter((message) => message !== ''), ...skipped];
  if (passed + failed === 0) return { passed, failed: 1, says: `There was no test to run.\n${step.output}` };
  // All passed, and still it did not end well: something after the tests broke.
  if (failed === 0 && !step.ok) return { passed, failed: 1, says: `The tests passed, but the run broke off.\n${step.output}` };
  return { passed, failed, says: messages.join('\n') };
}
