import { useEffect, useState } from 'react';
import type { Definition } from './edit-definition.js';

export interface Edited {
  readonly name: string;
  readonly definition: Definition;
}
interface Kept {
  /** The newest version when the editing began; another since then means that somebody else wrote. */
  readonly base: number;
  readonly now: Edited;
  readonly before: readonly Edited[];
  readonly after: readonly Edited[];
  /** What the last change was of: changes of the same thing are undone together. */
  readonly group: string | null;
}

const undoneMax = 100;

export const startedFrom = (base: number, now: Edited): Kept => ({ base, now, before: [], after: [], group: null });

export function changed(kept: Kept, next: Edited, group: string | null): Kept {
  if (JSON.stringify(next) === JSON.stringify(kept.now)) return kept;
  const isSame = group !== null && group === kept.group;
  return { ...kept, now: next, before: isSame ? kept.before : [...kept.before, kept.now].slice(-undoneMax), after: [], group };
}

export function undone(kept: Kept): Kept {
  const last = kept.before.at(-1);
  return last === undefined ? kept : { ...kept, now: last, before: kept.before.slice(0, -1), after: [kept.now, ...kept.after], group: null };
}

export function redone(kept: Kept): Kept {
  const [next, ...after] = kept.after;
  return next === undefined ? kept : { ...kept, now: next, before: [...kept.before, kept.now], after, group: null };
}

/** What was kept under a name; null where it is none of ours. */
export function readEdited(storage: Pick<Storage, 'getItem'>, key: string): Kept | null {
  try {
    const found = JSON.parse(storage.getItem(key) ?? 'null') as Partial<Kept> | null;
    const isOurs = typeof found?.base === 'number' && Array.isArray(found.now?.definition.steps) && typeof found.now.name === 'string';
    return isOurs && found.now && found.base !== undefined ? startedFrom(found.base, found.now) : null;
  } catch {
    return null;
  }
}

/** Keeps it under a name; false where the browser refuses: then it is on the page only. */
export function keepEdited(storage: Pick<Storage, 'setItem'>, key: string, { base, now }: Pick<Kept, 'base' | 'now'>): boolean {
  try {
    storage.setItem(key, JSON.stringify({ base, now }));
    return true;
  } catch {
    return false;
  }
}

/** What is being written, kept at this browser under `key` at every change, with all that can be undone. */
export function useEdited(key: string, base: number, start: () => Edited) {
  const [found] = useState(() => readEdited(localStorage, key));
  const [kept, setKept] = useState<Kept>(() => found ?? startedFrom(base, start()));
  const [isKept, setIsKept] = useState(true);
  const [elsewhere, setElsewhere] = useState<Kept | null>(null);
  const keep = (next: Kept) => {
    setKept(next);
    setIsKept(keepEdited(localStorage, key, next));
    setElsewhere(null);
  };
  // In step with the browser's storage, which other windows write to.
  useEffect(() => {
    const onStorage = (event: StorageEvent) => {
      if (event.key === key && event.newValue !== null) setElsewhere(readEdited(localStorage, key));
    };
    window.addEventListener('storage', onStorage);
    return () => window.removeEventListener('storage', onStorage);
  }, [key]);
  return {
    ...kept.now,
    base: kept.base,
    isFound: found !== null,
    /** Whether the browser keeps it; if not, it is lost with the page. */
    isKept,
    /** What another window wrote meanwhile under the same name. */
    elsewhere: elsewhere?.now ?? null,
    takeElsewhere: () => {
      if (elsewhere !== null) keep({ ...changed(kept, elsewhere.now, null), base: elsewhere.base });
    },
    isTouched: kept.before.length > 0 || found !== null,
    canUndo: kept.before.length > 0,
    canRedo: kept.after.length > 0,
    /** `group`: what is changed, where several changes of it are one to the person, such as typing in a field. */
    change: (part: Partial<Edited>, group: string | null = null) => keep(changed(kept, { ...kept.now, ...part }, group)),
    undo: () => keep(undone(kept)),
    redo: () => keep(redone(kept)),
    /** Goes on from another version of the server's, or from the same, what was kept being forgotten. */
    restart: (version: number, now: Edited) => {
      localStorage.removeItem(key);
      setElsewhere(null);
      setKept(startedFrom(version, now));
    },
    /** What is written here stands beside whatever the server has got meanwhile. */
    rebase: (version: number) => keep({ ...kept, base: version }),
  };
}
export type EditedWorkflow = ReturnType<typeof useEdited>;
