import { describe, expect, it } from '@jest/globals';
import { runningText } from './running-text.js';

describe('how many requests run', () => {
  it.each([
    [0, true, 'No request runs on it'],
    [1, true, '1 request runs'],
    [14, true, '14 requests run'],
    [1, false, 'at least 1 request runs'],
    [0, false, 'Not counted'],
  ])('%i, all of them counted: %p', (count, isWhole, text) => expect(runningText(count, isWhole)).toBe(text));
});
