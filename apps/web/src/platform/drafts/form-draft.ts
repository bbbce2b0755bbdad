import { useCallback, useRef, useState } from 'react';
import type { Draft } from '../content/draft.js';
import type { KeptFile } from '../uploads/kept-files.js';

/** One try to send a form: its key, and the content that the key stands for. */
export interface Attempt {
  readonly key: string;
  readonly content: string;
}
interface Kept {
  readonly draft: Draft;
  readonly attempt: Attempt | null;
  /** The files that were chosen; left out where none ever were. */
  readonly files?: readonly KeptFile[];
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
  /** The files that were found with it; undefined where none were remembered. */
  readonly files: readonly KeptFile[] | undefined;
  readonly change: (draft: Draft) => void;
  readonly keepFiles: (files: readonly KeptFile[]) => void;
  /** The attempt under which this content is sent; kept, so that it is the same one after a reload. */
  readonly attempt: (content: unknown) => Attempt;
  /** Forgets what is kept: it was recorded, or is not wanted. */
  readonly clear: () => void;
}

/** What is being filled in, kept at this browser under `name` at every change. */
export function useFormDraft(name: string, start: () => Draft): FormDraft {
  const [found] = useState(() => readKept(localStorage, name));
  const [kept, setKept] = useState<Kept>(() => found ?? { draft: start(), attempt: null });
  // Files arrive between two renderings: what is kept is added to, never to what it was when something began.
  const latest = useRef(kept);
  const keep = useCallback((part: Partial<Kept>) => {
    latest.current = { ...latest.current, ...part };
    setKept(latest.current);
    try {
      localStorage.setItem(name, JSON.stringify(latest.current));
    } catch {
      // Kept on the page only.
    }
  }, [name]);
  return {
    draft: kept.draft,
    isFound: found !== null,
    files: found?.files,
    change: (draft) => keep({ draft }),
    keepFiles: useCallback((files) => keep({ files }), [keep]),
    attempt: (content) => {
      const attempt = attemptFor(content, kept.attempt, () => crypto.randomUUID());
      keep({ attempt });
      return attempt;
    },
    clear: () => localStorage.removeItem(name),
  };
}
