import { useCallback, useState } from 'react';
import type { Draft } from '../content/draft.js';

/** One try to send a form: its key, and the content that the key stands for. */
export interface Attempt {
  readonly key: string;
  readonly content: string;
}
interface Kept {
  readonly draft: Draft;
  readonly attempt: Attempt | null;
}

/** The key for sending this content: the one it had, as long as it is the same content; a new one otherwise. */
export function attemptFor(content: unknown, before: Attempt | null, newKey: () => string): Attempt {
  const text = JSON.stringify(content);
  return before?.content === text ? before : { key: newKey(), content: text };
}

export function readKept(storage: Pick<Storage, 'getItem'>, name: string): Kept | null {
  try {
    const found: unknown = JSON.parse(storage.getItem(name) ?? 'null');
    return typeof found === 'object' && found !== null && 'draft' in found ? (found as Kept) : null;
  } catch {
    return null;
  }
}

export interface FormDraft {
  readonly draft: Draft;
  /** Whether it was found from an earlier visit. */
  readonly isFound: boolean;
  readonly change: (draft: Draft) => void;
  /** The attempt under which this content is sent; kept, so that it is the same one after a reload. */
  readonly attempt: (content: unknown) => Attempt;
  /** Forgets what is kept: it was recorded, or is not wanted. */
  readonly clear: () => void;
}

/** What is being filled in, kept at this browser under `name` at every change. */
export function useFormDraft(name: string, start: () => Draft): FormDraft {
  const [found] = useState(() => readKept(localStorage, name));
  const [kept, setKept] = useState<Kept>(() => found ?? { draft: start(), attempt: null });
  const keep = useCallback((next: Kept) => {
    setKept(next);
    try {
      localStorage.setItem(name, JSON.stringify(next));
    } catch {
      // Kept on the page only.
    }
  }, [name]);
  return {
    draft: kept.draft,
    isFound: found !== null,
    change: (draft) => keep({ ...kept, draft }),
    attempt: (content) => {
      const attempt = attemptFor(content, kept.attempt, () => crypto.randomUUID());
      keep({ ...kept, attempt });
      return attempt;
    },
    clear: () => localStorage.removeItem(name),
  };
}
