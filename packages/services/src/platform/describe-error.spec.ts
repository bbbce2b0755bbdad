import { Refusal } from '@countersign/contracts/platform';
import { describe, expect, it } from '@jest/globals';
import { describeError } from './describe-error.js';

const secret = 'Salary of Vera';

describe('what a log holds of an error', () => {
  it('says kind, code, constraint, routine and place, and nothing that somebody wrote', () => {
    const driverError = Object.assign(new Error(secret), { code: '23505', constraint: 'requests_pkey', routine: '_bt_check_unique', detail: secret, where: secret });
    const error = Object.assign(new Error(`failed for\n    at ${secret}`), { driverError, query: secret, parameters: [secret], cause: driverError });
    const described = describeError(error);
    expect(described).toMatchObject({ type: 'Error', code: '23505', constraint: 'requests_pkey', routine: '_bt_check_unique', stack: expect.stringContaining('describe-error.spec') });
    expect(JSON.stringify(described)).not.toContain('Vera');
    expect(described).not.toHaveProperty('message');
  });

  it('leaves out a code that is a sentence, and thrown values that are no errors', () => {
    expect(describeError(Object.assign(new Error('x'), { code: `${secret} is wrong` }))).not.toHaveProperty('code');
    expect(describeError(secret)).toEqual({ type: 'string' });
  });

  it('keeps the sentence of an error of ours', () => {
    expect(describeError(new Refusal('not_found'))).toMatchObject({ type: 'Refusal', message: new Refusal('not_found').message });
  });
});
