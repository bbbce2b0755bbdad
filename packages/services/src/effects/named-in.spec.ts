import { describe, expect, it } from '@jest/globals';
import { namedIn } from './named-in.part.js';

const said = (text: string, pointer: string, isCut = false) => namedIn({ text, isCut, unsaid: (known) => known.replaceAll('sk_live_0123456789', '…') }, pointer);

describe('the record that an answer names', () => {
  it.each([
    ['{"id":"ven_1"}', '/id', 'ven_1'],
    ['{"data":[{"id":7}]}', '/data/0/id', '7'],
    ['{"id":9007199254740993123}', '/id', '9007199254740993123'],
    ['"ven_1"', '', 'ven_1'],
    ['{"a/b":{"~":"x"}}', '/a~1b/~0', 'x'],
  ])('is read of %s at "%s", every digit of it (row:D5)', (text, pointer, outsideId) => {
    expect(said(text, pointer)).toEqual({ outsideId });
  });

  it.each([
    ['{"id":null}', '/id', /no id of a record at \/id/],
    ['{"id":""}', '/id', /no id/],
    ['{"id":{"v":1}}', '/id', /no id/],
    ['{"id":true}', '/id', /no id/],
    ['{}', '/constructor/name', /no id/],
    ['{"id":"a\\nb"}', '/id', /no id/],
    ['{"id":"a\\u0000b"}', '/id', /no id/],
    ['{"id":"\\ud800"}', '/id', /no id/],
    [JSON.stringify({ id: 'x'.repeat(301) }), '/id', /no id/],
    ['{"id":1}', '', /at its top/],
    ['{"id":"sk_live_0123456789"}', '/id', /our own secret/],
    ['<html>', '/id', /no JSON/],
    [' ', '/id', /empty/],
  ])('is none in %s at "%s", and why is said (row:D5)', (text, pointer, problem) => {
    expect(said(text, pointer)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('is not guessed from an answer that was cut off (row:D5)', () => {
    expect(said('{"id":"ven_1"', '/id', true)).toEqual({ problem: expect.stringMatching(/larger/) });
  });
});
