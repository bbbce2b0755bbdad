import { describe, expect, it } from '@jest/globals';
import { choose, labelFor, mentionAt, withoutTokens, withTokens } from './mention-text.js';

const [mara, jun] = ['019ab0c0-0000-7000-8000-000000000001', '019ab0c0-0000-7000-8000-000000000002'];

describe('a mention that is being typed (row:A8)', () => {
  it.each([
    ['@', ''], ['Hello @Ma', 'Ma'], ['Hello @Mara Od', 'Mara Od'], ['line\n@J', 'J'],
    ['mail@example', null], ['Hello', null], ['@Mara\nnext', null], ['@ Mara', null], ['@Mara  then', null], [`@${'x'.repeat(41)}`, null],
  ])('%j asks for %j', (text, query) => {
    expect(mentionAt(text, text.length)).toBe(query);
  });

  it('is looked at before the caret only, and what stands after it stays', () => {
    const text = 'Ask @Ma about it';
    expect(mentionAt(text, 7)).toBe('Ma');
    expect(choose(text, 7, 'Mara Oduya')).toEqual({ text: 'Ask @Mara Oduya about it', caret: 16 });
  });
});

describe('a text with mentions (row:A8)', () => {
  it('is sent with ids, and comes back with the names of today', () => {
    const chosen = new Map([['Mara', mara], ['Mara Oduya', jun]]);
    const sent = withTokens('@Mara Oduya and @Mara, not @Maraschino nor Mara', chosen);
    expect(sent).toBe(`@{${jun}} and @{${mara}}, not @Maraschino nor Mara`);
    expect(withoutTokens(sent, [{ memberId: mara, name: 'Mara' }, { memberId: jun, name: 'Jun Ito' }]).text).toBe('@Jun Ito and @Mara, not @Maraschino nor Mara');
  });

  it('survives going there and back, whatever the names hold', () => {
    for (const name of ['A (b) [c] $& \\1', 'Zoë', '李雷', 'O.K?']) {
      const { text, chosen } = withoutTokens(`Hello @{${mara}}!`, [{ memberId: mara, name }]);
      expect(withTokens(text, chosen)).toBe(`Hello @{${mara}}!`);
    }
  });

  it('tells two of one name apart', () => {
    const first = { memberId: mara, name: 'Kim', unit: 'Stage' };
    const second = { memberId: jun, name: 'Kim', unit: 'Stage' };
    const chosen = new Map([[labelFor(first, new Map()), mara]]);
    expect(labelFor(first, chosen)).toBe('Kim');
    chosen.set(labelFor(second, chosen), jun);
    expect([...chosen]).toEqual([['Kim', mara], ['Kim (Stage)', jun]]);
    expect(labelFor({ ...second, memberId: 'third' }, chosen)).toBe('Kim (2)');
    expect(withTokens('@Kim (Stage) and @Kim', chosen)).toBe(`@{${jun}} and @{${mara}}`);
  });
});
