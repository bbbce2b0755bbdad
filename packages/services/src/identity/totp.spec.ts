import { describe, expect, it } from '@jest/globals';
import { codeOfStep, findStep, keyUri, stepAt, toBase32 } from './totp.part.js';

const secret = Buffer.from('12345678901234567890');

describe('time-based codes (row:A11)', () => {
  // RFC 6238, appendix B, for SHA-1; the last six of its eight digits.
  it.each([[59, '287082'], [1111111109, '081804'], [1111111111, '050471'], [1234567890, '005924'], [2000000000, '279037'], [20000000000, '353130']])('at %d seconds is %s', (seconds, code) => {
    expect(codeOfStep(secret, stepAt(new Date(seconds * 1000)))).toBe(code);
  });

  it('are those of the counter in RFC 4226, appendix D', () => {
    expect([0, 1, 2, 3, 4].map((step) => codeOfStep(secret, step))).toEqual(['755224', '287082', '359152', '969429', '338314']);
  });

  it('are taken of the step before and after, and of no other', () => {
    const at = new Date(2_000_000_000_000);
    const now = stepAt(at);
    const found = [-2, -1, 0, 1, 2].map((off) => findStep(secret, codeOfStep(secret, now + off), at));
    expect(found).toEqual([null, now - 1, now, now + 1, null]);
    for (const wrong of ['', '27903', '2790370', '000000']) expect(findStep(secret, wrong, at)).toBeNull();
  });

  it('come of a secret that is written as authenticator apps take it', () => {
    // RFC 4648, section 10, without padding.
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => toBase32(Buffer.from(text)))).toEqual(['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI']);
    const uri = new URL(keyUri(secret, 'kim+1&x@example.com'));
    expect([uri.protocol, decodeURIComponent(uri.pathname.split('/').at(-1) ?? ''), uri.searchParams.get('secret'), uri.searchParams.get('issuer')]).toEqual(['otpauth:', 'Countersign:kim+1&x@example.com', toBase32(secret), 'Countersign']);
  });
});
