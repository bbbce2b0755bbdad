import { describe, expect, test } from '@jest/globals';
import { checkPattern, patternTextMax, triesOfPattern } from './index.js';

describe('a pattern of a form', () => {
  test.each(['', '^[A-Z]{2}\\d{4}$', '^(A|B)\\d+$', '^(A|B|C|D|E|F|G|H|I|J|K|L|M|N|O|P|Q|R|S|T)\\d+$', '^\\S+@\\S+$', '[^<>]', '^[A-Z]{2}(-\\d+)?$', '^(\\d\\d-){3}$', '^(ab)+$', '^\\p{L}+$', '^[\\]()*+]+$', '^\\(\\+\\)$', '^a{2}$', '^[^]{1,80}$', '^(?:ab)*c$', '^\\u{1F600}$'])(
    '%s can be used',
    (pattern) => expect(checkPattern(pattern)).toBeNull(),
  );

  test.each([
    ['is none', '('],
    ['is none', 'a{2,1}'],
    ['is none', 'a**'],
    ['is too long', 'a'.repeat(201)],
    ['is no text', 7],
    ['repeats what repeats', '^(a+)+$'],
    ['repeats what repeats', '^(a*)*$'],
    ['repeats what repeats, further out', '^((a+))+$'],
    ['repeats what repeats, further out', '^((?:a+)b)*$'],
    ['repeats a choice', '^(a|a)*$'],
    ['repeats an option', '^(a?)+$'],
    ['repeats a range', '^(a{1,9}){1,9}$'],
    ['repeats a varying part a fixed number of times', '^(a*){30}$'],
    ['repeats too often in a row', '^a*a*a*a*a*$'],
    ['repeats three times', '^a*a*a*b$'],
    ['repeats three times', '^\\S+@\\S+\\.[a-z]{2,}$'],
    ['repeats twice without an anchor', 'a*a*b'],
    ['repeats twice where the anchor is only part of a choice', '^x|a*a*b'],
    ['has too many options', `^${'a?'.repeat(30)}${'a'.repeat(30)}$`],
    ['has too many choices', `^${'(a|a)'.repeat(30)}b$`],
    ['refers back', '^(a)\\1$'],
    ['looks ahead', '^(?=a)a$'],
    ['looks ahead', '^(?!a)b$'],
    ['looks behind', '^(?<=a)b$'],
    ['names a group', '^(?<x>a)$'],
    ['sets flags', '^(?i:a)$'],
  ])('that %s is refused: %s', (_why, pattern) => expect(checkPattern(pattern)).toMatch(/\.$/));

  test('has a price that grows with the text, and none at all where no form may have it', () => {
    expect([triesOfPattern('^ab$', 100), triesOfPattern('^a*b$', 9), triesOfPattern('a*b', 9), triesOfPattern('^(a|b|c)(d|e)?$', 100)]).toEqual([1, 10, 100, 12]);
    expect([triesOfPattern('^(a+)+$', 1), triesOfPattern('(', 1)]).toEqual([Infinity, Infinity]);
  });

  test('that is taken ends soon on the text that is worst for it', () => {
    for (const pattern of ['^a+a+b$', 'a+b', '^\\S+@\\S+$', `^${'a?'.repeat(15)}${'a'.repeat(15)}b$`, '^(ab)+(ab)+c$', `^${'(a|a)'.repeat(15)}b$`, `^a*a*${'a'.repeat(70)}b$`]) {
      expect(checkPattern(pattern)).toBeNull();
      const worst = [`${'a'.repeat(patternTextMax - 1)}!`, 'a'.repeat(20), 'ab'.repeat(patternTextMax / 2), `${'@'.repeat(patternTextMax)}`];
      const startedAt = performance.now();
      for (const text of worst) new RegExp(pattern, 'u').test(text);
      expect(performance.now() - startedAt).toBeLessThan(100);
    }
  });
});
