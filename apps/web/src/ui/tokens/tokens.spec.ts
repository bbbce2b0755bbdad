import { describe, expect, it } from '@jest/globals';
import { inGamut, parse, wcagContrast } from 'culori';
import { dark, light, renderTokens, usedPairs, type Token } from './tokens.js';

const themes: readonly (readonly [string, Readonly<Record<Token, string>>])[] = [['light', light], ['dark', dark]];
const isInSrgb = inGamut('rgb');

describe.each(themes)('the %s colours', (_, colours) => {
  it('are all inside sRGB, so that every screen shows the same', () => {
    expect(Object.entries(colours).filter(([, value]) => !isInSrgb(parse(value) ?? ''))).toEqual([]);
  });

  it('reach 4.5 for text and 3 for controls in every pair that is used', () => {
    const tooLow = usedPairs
      .map(({ text, on, minimum }) => ({ text, on, minimum, ratio: wcagContrast(colours[text], colours[on]) }))
      .filter(({ ratio, minimum }) => !(ratio >= minimum));
    expect(tooLow).toEqual([]);
  });

  it('write no `none`, which contrast checkers skip', () => {
    expect(Object.values(colours).filter((value) => value.includes('none'))).toEqual([]);
  });
});

describe('the style sheet of the tokens', () => {
  it('declares every colour in light, for a dark system and for data-theme', () => {
    const css = renderTokens();
    for (const name of Object.keys(light)) expect(css.split(`--${name}: `)).toHaveLength(4);
  });

  it('lets data-theme="light" win over a dark system', () => {
    expect(renderTokens()).toContain('(prefers-color-scheme: dark) { :root:not([data-theme="light"])');
  });
});
