import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { forcesDirection, holdsHidden, isBlank, line, paragraph } from './index.js';

/** Every code point that a reader does not see, written out from Unicode's own list (DerivedCoreProperties, Default_Ignorable_Code_Point) but for joiners and variation selectors. */
const neverSeen = [0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x200b, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2061, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206a, 0x206f, 0x3164, 0xfeff, 0xffa0, 0xe0001, 0xe0041].map((code) => String.fromCodePoint(code));
const sentenceOf = (text: string) => line(200).safeParse(text).error?.issues.map(({ message }) => message);

describe('a name', () => {
  test.each(neverSeen.map((text) => [text.codePointAt(0)?.toString(16), text]))('cannot hold U+%s, alone or anywhere in it', (_code, text) => {
    expect(line(200).safeParse(text).success).toBe(false);
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(20), (name, at) => {
      const spoilt = [...name].slice(0, at).join('') + text + [...name].slice(at).join('');
      expect(sentenceOf(spoilt)).toContain('must not hold invisible or direction-changing characters');
    }), { numRuns: 30 });
  });

  test('never looks the same as another because of a joiner or a selector: “admin” takes none', () => {
    for (const text of ['\u200c', '\u200d', '\ufe0e', '\ufe0f', '\u{e0100}', '\u{e0067}', '\u180b', '\u001b', '\u0085', '\u007f']) {
      for (let at = 0; at <= 5; at += 1) expect(sentenceOf(`${'admin'.slice(0, at)}${text}${'admin'.slice(at)}`)).toEqual(['must not hold invisible or direction-changing characters']);
    }
  });

  test.each(['می‌خواهم', 'क्‍ष', 'श्रीमान्‌', 'അനില്‍', 'ශ්‍රී', '👩‍👩‍👧', '🏳️‍🌈', '👩🏽‍🚀', '❤️', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '葛󠄀城', 'ᠠ᠋', 'Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤', 'محمد علي', 'דוד בן־גוריון', '田中さん', 'Zoë O’Neill'])('is written as its script needs it: %s', (name) => {
    expect(line(200).safeParse(name)).toEqual({ success: true, data: name });
  });

  test('of any letters, digits, marks and signs is taken', () => {
    fc.assert(fc.property(fc.stringMatching(/^[\p{L}\p{N}\p{S}\p{P}][\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]{0,40}$/u), (name) => {
      fc.pre(!/\p{Default_Ignorable_Code_Point}/u.test(name) && name.length <= 200 && !/^[\u2800\s]*$/.test(name));
      expect(sentenceOf(name)).toBeUndefined();
    }));
  });

  test.each(['', ' ', '\u00a0\u3000', '\u2800', '\u200b', '\u200d\u200c', '\ufeff', '\u3164'])('that shows nothing is none: %j', (name) => {
    expect(isBlank(name)).toBe(true);
    expect(sentenceOf(name)).toContain('must not be empty');
  });
});

test('a reason may be written in any direction, and none against its own', () => {
  expect(paragraph(50).safeParse('\u2067שלום\u2069, agreed\u200f.').success).toBe(true);
  fc.assert(fc.property(fc.string(), fc.constantFrom('\u202d', '\u202e'), fc.string(), (before, override, after) => {
    expect(forcesDirection(before + override + after)).toBe(true);
    expect(paragraph(2000).safeParse(before + override + after).error?.issues.map(({ message }) => message)).toEqual(['must not hold characters that force a direction of writing']);
  }));
});

test('a long text is looked through in time that grows with its length alone', () => {
  const texts = ['\u200d'.repeat(100_000), '👩\u200d'.repeat(50_000), `\u{1f3f4}${'\u{e0061}'.repeat(50_000)}`, '\u{1f3f4}\u{e0061}'.repeat(30_000)];
  const before = performance.now();
  for (const text of texts) expect(holdsHidden(text)).toBe(true);
  expect(performance.now() - before).toBeLessThan(1000);
});
