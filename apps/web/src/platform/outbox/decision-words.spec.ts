import { describe, expect, it } from '@jest/globals';
import { decidedText, unsentText, unsentTitle } from './decision-words.js';

describe('a decision in words', () => {
  const amount = { amount: '12400.00', currency: 'EUR' };
  it.each([
    ['approve', amount, 'approved €12,400.00 on request 6'],
    ['reject', amount, 'rejected €12,400.00 on request 6'],
    ['approve', null, 'approved request 6'],
    ['request_changes', amount, 'requested changes to request 6'],
  ] as const)('%s of %p', (verdict, value, text) => expect(decidedText({ requestNumber: 6, amount: value, body: { verdict } })).toBe(text));

  it('says once what is known of one that was not answered', () => {
    expect([unsentTitle({ outcome: 'not_sent' }), unsentText({ outcome: 'not_sent', why: 'You were signed out before it was sent.' })]).toEqual(['Not sent', 'You were signed out before it was sent. It is kept at this browser; Retry sends it.']);
    expect([unsentTitle({ outcome: 'no_network' }), unsentText({ outcome: 'no_network', why: 'There is no network.' })]).toEqual(['Not sent', 'There is no network. It is kept at this browser; it is sent by itself once there is a network. Retry tries now; Forget it gives it up.']);
    expect([unsentTitle({ outcome: 'asks_proof' }), unsentText({ outcome: 'asks_proof', why: 'It asks.' })]).toEqual(['Asks for your second factor', 'It asks. It is kept at this browser; nothing was recorded, and your code sends it.']);
    expect([unsentTitle({ outcome: 'unknown' }), unsentText({ outcome: 'unknown', why: 'It is not known.' })]).toEqual(['No answer', 'It is not known. It is kept at this browser; Retry sends it again, and it counts once.']);
  });
});
