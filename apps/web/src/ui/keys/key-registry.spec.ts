import { describe, expect, it } from '@jest/globals';
import { createKeyRegistry, mayAct, type KeyBinding } from './key-registry.js';

const ran: string[] = [];
const binding = (keys: string, does = keys, extra: Partial<KeyBinding> = {}): KeyBinding => ({ keys, does, group: 'Request', run: () => void ran.push(does), ...extra });

const elementOf = (selector: string, inDialog = false) => ({
  matches: (list: string) => list.split(',').some((part) => part.trim().split(':')[0] === selector),
  closest: (wanted: string) => (inDialog && wanted === 'dialog' ? {} : null),
});
const press = (over: Record<string, unknown> = {}) => ({ defaultPrevented: false, repeat: false, target: elementOf('body'), ...over }) as unknown as KeyboardEvent;

function memory(start: Record<string, string> = {}) {
  const values = new Map(Object.entries(start));
  return { getItem: (name: string) => values.get(name) ?? null, setItem: (name: string, value: string) => void values.set(name, value) };
}

function keyboard() {
  let bound: Record<string, (event: KeyboardEvent) => void> = {};
  return {
    listen: (bindings: typeof bound) => {
      bound = bindings;
      return () => void (bound = {});
    },
    strike: (keys: string, event = press()) => bound[keys]?.(event),
  };
}

describe('the key registry', () => {
  it('runs what was added last for a key, and what was there before once that is gone', () => {
    const board = keyboard();
    const registry = createKeyRegistry(memory(), board.listen);
    ran.length = 0;
    registry.add([binding('a', 'below')]);
    const takeBack = registry.add([binding('a', 'above')]);
    board.strike('a');
    takeBack();
    board.strike('a');
    expect(ran).toEqual(['above', 'below']);
  });

  it('lists each key once for the help sheet, and tells when that changes', () => {
    const registry = createKeyRegistry(memory(), keyboard().listen);
    let told = 0;
    registry.subscribe(() => void (told += 1));
    registry.add([binding('a', 'first'), binding('r')]);
    registry.add([binding('a', 'second')]);
    expect(registry.list().map(({ does }) => does)).toEqual(['second', 'r']);
    expect(told).toBe(2);
  });

  it('keeps letters off across visits once they are turned off, and leaves the other keys on', () => {
    const storage = memory();
    const board = keyboard();
    createKeyRegistry(storage, board.listen).setLettersOn(false);
    const later = createKeyRegistry(storage, board.listen);
    ran.length = 0;
    later.add([binding('a'), binding('g i'), binding('Escape')]);
    for (const keys of ['a', 'g i', 'Escape']) board.strike(keys);
    expect(later.lettersOn()).toBe(false);
    expect(ran).toEqual(['Escape']);
  });
});

describe('a key', () => {
  it('is dead in a field, unless it types nothing', () => {
    for (const field of ['input', 'textarea', 'select', '[contenteditable]']) {
      expect(mayAct(binding('a'), press({ target: elementOf(field) }), true)).toBe(false);
      expect(mayAct(binding('$mod+Enter', 'submit', { inFields: true }), press({ target: elementOf(field) }), true)).toBe(true);
    }
    expect(mayAct(binding('a'), press(), true)).toBe(true);
  });

  it('does nothing by being held down, inside a dialog, or when another has dealt with it', () => {
    expect(mayAct(binding('a'), press({ repeat: true }), true)).toBe(false);
    expect(mayAct(binding('a'), press({ target: elementOf('button', true) }), true)).toBe(false);
    expect(mayAct(binding('a'), press({ defaultPrevented: true }), true)).toBe(false);
  });
});
