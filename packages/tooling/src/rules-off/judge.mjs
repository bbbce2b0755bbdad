/**
 * What a run of Jest says of a rule that is switched off. `red`: a test noticed. `green`: none did. `broken`: nothing was tried, or what failed is that the
 * tests could not even begin. A test that was thrown out of counts where an expectation was not met, or where another test of its file passed.
 */
export function judgeRun(result) {
  if (result === null) return { verdict: 'broken', noticed: [], says: 'Jest left no result.' };
  if (result.numRuntimeErrorTestSuites > 0) return { verdict: 'broken', noticed: [], says: firstLine(result.testResults.find(({ assertionResults }) => assertionResults.length === 0)?.message) };
  if (result.numPassedTests + result.numFailedTests === 0) return { verdict: 'broken', noticed: [], says: 'No test was run.' };
  if (result.numFailedTests === 0) return { verdict: 'green', noticed: [], says: '' };
  const noticed = result.testResults.flatMap(({ assertionResults }) => {
    const begins = assertionResults.some(({ status }) => status === 'passed');
    return assertionResults.filter((test) => test.status === 'failed' && (begins || unmet(test)) && !misspelt(test)).map(({ title }) => title);
  });
  const failed = result.testResults.flatMap(({ assertionResults }) => assertionResults).find(({ status }) => status === 'failed');
  return noticed.length > 0 ? { verdict: 'red', noticed, says: '' } : { verdict: 'broken', noticed, says: firstLine(failed?.failureMessages[0]) };
}

/** Of a property it is the expectation within that was not met: its own error only names the example. What should have been refused and was not has no result of a matcher either. */
const unmet = ({ failureDetails, failureMessages = [] }) => failureMessages.some((message) => /^Error: expect\(received\)\.rejects\b[^]*\bReceived promise resolved\b/.test(message)) || failureDetails.some((detail) => detail !== null && typeof detail === 'object' && 'matcherResult' in detail) || failureMessages.some((message) => /Property failed after \d+ tests[^]*\bexpect\(/.test(message));
const misspelt = ({ failureMessages }) => failureMessages.every((message) => /^(ReferenceError|SyntaxError)\b/.test(message));
const firstLine = (text = 'Something failed.') => text.split('\n').find((line) => line.trim() !== '')?.trim() ?? text;
