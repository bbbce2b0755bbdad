import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { extendRows, keepThere, nothingSelected, selectKind, toggleRow, type Selectable, type Selection } from './select-rows.js';

const rows: readonly Selectable[] = [...'abcdef'].map((id, at) => ({ id, kind: at === 2 || at === 5 ? 'leave' : 'order' }));
const max = 50;

describe('a selection of rows (row:A8)', () => {
  it('takes and lets go of one row, and refuses one of another kind', () => {
    const { selection } = toggleRow(nothingSelected, rows, 'b', max);
    expect(selection.ids).toEqual(['b']);
    expect(toggleRow(selection, rows, 'c', max)).toEqual({ selection, refused: 'other_kind' });
    expect(toggleRow(selection, rows, 'b', max).selection.ids).toEqual([]);
    expect(toggleRow(selection, rows, 'nowhere', max)).toEqual({ selection, refused: null });
  });

  it('is drawn from the last row that was touched, either way, over those of another kind, and says so', () => {
    const { selection } = toggleRow(nothingSelected, rows, 'b', max);
    expect(extendRows(selection, rows, 'e', max)).toEqual({ selection: { ids: ['b', 'd', 'e'], anchor: 'e' }, refused: 'other_kind' });
    expect(extendRows(toggleRow(nothingSelected, rows, 'e', max).selection, rows, 'd', max)).toEqual({ selection: { ids: ['e', 'd'], anchor: 'd' }, refused: null });
    expect(extendRows(nothingSelected, rows, 'd', max).selection.ids).toEqual(['d']);
  });

  it('takes a whole kind, and no more than can be decided at once', () => {
    expect(selectKind(nothingSelected, rows, 'order', max).selection.ids).toEqual(['a', 'b', 'd', 'e']);
    expect(selectKind(nothingSelected, rows, 'order', 3)).toEqual({ selection: { ids: ['a', 'b', 'd'], anchor: null }, refused: 'full' });
  });

  it('lets go of what has left the list, and of nothing else', () => {
    const selection: Selection = { ids: ['a', 'b'], anchor: 'b' };
    expect(keepThere(selection, rows)).toBe(selection);
    expect(keepThere(selection, rows.slice(1)).ids).toEqual(['b']);
  });

  it('is of one kind, without a row twice, and within the limit, whatever is pressed', () => {
    const press = fc.tuple(fc.constantFrom('toggle', 'extend', 'kind'), fc.constantFrom(...'abcdef'));
    fc.assert(fc.property(fc.array(press, { maxLength: 20 }), (presses) => {
      let selection = nothingSelected;
      for (const [what, id] of presses) {
        if (what === 'toggle') ({ selection } = toggleRow(selection, rows, id, 3));
        if (what === 'extend') ({ selection } = extendRows(selection, rows, id, 3));
        if (what === 'kind') ({ selection } = selectKind(selection, rows, rows.find((row) => row.id === id)?.kind ?? '', 3));
        const kinds = new Set(selection.ids.map((each) => rows.find((row) => row.id === each)?.kind));
        expect(kinds.size).toBeLessThanOrEqual(1);
        expect(new Set(selection.ids).size).toBe(selection.ids.length);
        expect(selection.ids.length).toBeLessThanOrEqual(3);
      }
    }));
  });
});
