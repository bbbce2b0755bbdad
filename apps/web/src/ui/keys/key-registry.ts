import { tinykeys } from 'tinykeys';

/** One key and what it does. The help sheet, the hints on buttons and the listener are all made from these. */
export interface KeyBinding {
  /** As tinykeys writes it: `a`, `g i`, `$mod+Enter`. */
  readonly keys: string;
  /** What it does, as the help sheet says it. */
  readonly does: string;
  readonly group: 'Go' | 'List' | 'Request' | 'Everywhere';
  readonly run: (event: KeyboardEvent) => void;
  /** Works while a field has the focus; only for keys that type nothing. */
  readonly inFields?: boolean;
}

export interface KeyRegistry {
  /** Adds bindings and returns how to take them back. Of two for one key, the later one holds. */
  add(bindings: readonly KeyBinding[]): () => void;
  /** What holds now, in the order it was added. */
  list(): readonly KeyBinding[];
  /** Tells when the list has changed; returns how to stop listening. */
  subscribe(listener: () => void): () => void;
  /** Whether keys that are a letter alone do anything (WCAG 2.1.4 asks that they can be turned off). */
  lettersOn(): boolean;
  setLettersOn(on: boolean): void;
}

type Listen = (bindings: Record<string, (event: KeyboardEvent) => void>) => () => void;
const preference = 'countersign.keys.letters';

const listenToWindow: Listen = (bindings) => tinykeys(window, bindings, { ignore: (event) => event.isComposing });

/** Whether what has the focus takes letters as text. */
export function takesText(target: EventTarget | null): boolean {
  return isMatching(target) && target.matches('input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]');
}

const isMatching = (target: EventTarget | null): target is EventTarget & { matches: (selector: string) => boolean; closest: (selector: string) => unknown } =>
  target !== null && 'matches' in target && typeof target.matches === 'function';

// With Shift a letter is still a letter.
const isLetter = (keys: string) => keys.split(' ').every((press) => press.replace(/^Shift\+/, '').length === 1);

/** Whether a binding may act on an event: never from inside a dialog, from a field only where it types nothing, and not by holding the key down. */
export function mayAct(binding: KeyBinding, event: KeyboardEvent, lettersOn: boolean): boolean {
  if (event.defaultPrevented || event.repeat) return false;
  if (isLetter(binding.keys) && !lettersOn) return false;
  if (isMatching(event.target) && event.target.closest('dialog') !== null) return false;
  return binding.inFields === true || !takesText(event.target);
}

/** The keys of the page. `storage` keeps whether letters are on; `listen` is the keyboard. */
export function createKeyRegistry(storage: Pick<Storage, 'getItem' | 'setItem'>, listen: Listen = listenToWindow): KeyRegistry {
  let groups: readonly (readonly KeyBinding[])[] = [];
  let current: readonly KeyBinding[] = [];
  let lettersOn = storage.getItem(preference) !== 'off';
  let stop = () => {};
  const listeners = new Set<() => void>();

  const refresh = () => {
    const byKeys = new Map<string, KeyBinding>();
    for (const binding of groups.flat()) byKeys.set(binding.keys, binding);
    current = [...byKeys.values()];
    stop();
    stop = listen(Object.fromEntries(current.map((binding) => [binding.keys, (event: KeyboardEvent) => void (mayAct(binding, event, lettersOn) && binding.run(event))])));
    for (const listener of listeners) listener();
  };

  return {
    add(bindings) {
      groups = [...groups, bindings];
      refresh();
      return () => {
        groups = groups.filter((group) => group !== bindings);
        refresh();
      };
    },
    list: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    lettersOn: () => lettersOn,
    setLettersOn(on) {
      lettersOn = on;
      storage.setItem(preference, on ? 'on' : 'off');
      refresh();
    },
  };
}
