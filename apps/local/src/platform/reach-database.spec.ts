import { describe, expect, test } from '@jest/globals';
import { LocalProblem } from './local-problem.js';
import { asReachProblem, checkServer, withoutCredentials } from './reach-database.js';

const URL_WITH_PASSWORD = 'postgres://admin:hunter2@db.example:5433/signing';

describe('a database server that cannot be used', () => {
  test.each([
    ['ECONNREFUSED', 'The database server at db.example:5433 cannot be reached. Start it'],
    ['ENOTFOUND', 'There is no host db.example:5433. Correct DATABASE_URL'],
    ['28P01', 'The database server at db.example:5433 does not let admin in. Correct the user and password'],
    ['3D000', 'There is no database signing at db.example:5433. Create it'],
    ['42501', 'The user admin of DATABASE_URL lacks a right'],
  ])('%s becomes a sentence that says what to do, without the password', (code, sentence) => {
    const problem = asReachProblem(URL_WITH_PASSWORD, Object.assign(new Error('x'), { code }));
    expect(problem).toBeInstanceOf(LocalProblem);
    expect(String(problem)).toContain(sentence);
    expect(String(problem)).not.toContain('hunter2');
  });

  test('any other error stays what it is', () => {
    const bug = new TypeError('no such function');
    expect(asReachProblem(URL_WITH_PASSWORD, bug)).toBe(bug);
  });

  test('a port where nobody listens is told so', async () => {
    // Port 1 of loopback (tcpmux): nothing listens there.
    await expect(checkServer('postgres://admin:hunter2@127.0.0.1:1/signing')).rejects.toThrow(/127\.0\.0\.1:1 cannot be reached/);
  });
});

test('the URL for the other processes carries no credentials and keeps the rest', () => {
  expect(withoutCredentials(`${URL_WITH_PASSWORD}?sslmode=require`)).toBe('postgres://db.example:5433/signing?sslmode=require');
});
