import { describe, expect, it } from '@jest/globals';
import { problemOf } from './problem-words.part.js';

const error = (message: string, more: object = {}) => Object.assign(new Error(message), more);

describe('why nothing came of speaking to another system (row:A7 row:C4)', () => {
  it.each([
    [error('connect ECONNREFUSED 127.0.0.1:46320', { code: 'ECONNREFUSED', address: '127.0.0.1', port: 46320 }), 'nobody listens at 127.0.0.1:46320 (ECONNREFUSED)'],
    [error('connect ECONNREFUSED ::1:25', { code: 'ECONNREFUSED', address: '::1', port: 25 }), 'nobody listens at [::1]:25 (ECONNREFUSED)'],
    [error('', { code: 'ECONNREFUSED', errors: [error('connect ECONNREFUSED 10.0.0.1:80', { code: 'ECONNREFUSED' })] }), 'nobody listens at that address (ECONNREFUSED)'],
    [error('other side closed', { code: 'UND_ERR_SOCKET' }), 'the connection was closed before an answer came (UND_ERR_SOCKET)'],
    [error('getaddrinfo EAI_AGAIN api.example', { code: 'EAI_AGAIN' }), 'the name of the host could not be looked up just now (EAI_AGAIN)'],
    [error('Connect Timeout Error', { code: 'UND_ERR_CONNECT_TIMEOUT' }), 'no connection came about in time (UND_ERR_CONNECT_TIMEOUT)'],
    [error('Headers Timeout Error', { code: 'UND_ERR_HEADERS_TIMEOUT' }), 'no answer came in time (UND_ERR_HEADERS_TIMEOUT)'],
    [error('certificate has expired', { code: 'CERT_HAS_EXPIRED' }), 'its certificate has expired (CERT_HAS_EXPIRED)'],
    [error('x', { code: 'ERR_TLS_INVALID_PROTOCOL_VERSION' }), 'no safe connection came about (ERR_TLS_INVALID_PROTOCOL_VERSION)'],
    [error('Parse Error: Expected HTTP/', { code: 'HPE_INVALID_CONSTANT' }), 'what came back is no HTTP (HPE_INVALID_CONSTANT)'],
    // Nodemailer gives its own code, and keeps the socket's in `errno`, in what caused it, or in the message alone.
    [error('connect ECONNREFUSED 127.0.0.1:25', { code: 'ESOCKET', errno: 'ECONNREFUSED' }), 'nobody listens at 127.0.0.1:25 (ECONNREFUSED)'],
    [error('Client network socket disconnected', { code: 'ESOCKET', cause: error('', { code: 'ECONNRESET' }) }), 'the connection was broken off before an answer came (ECONNRESET)'],
    [error('Greeting never received', { code: 'ESOMETHING' }), 'Greeting never received (ESOMETHING)'],
    [error('10.0.0.1 is not public'), '10.0.0.1 is not public'],
    [Object.assign(new Error('The operation was aborted'), { name: 'TimeoutError' }), 'no answer within 5000 ms'],
    [{}, 'the call failed'],
  ] as const)('%p', (thrown, words) => expect(problemOf(thrown, 5000)).toBe(words));
});
