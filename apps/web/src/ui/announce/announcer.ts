import { createContext, use } from 'react';

/** The page's one status line: said to those who listen, and shown at the edge until the next one. */
export interface Announcer {
  say(sentence: string): void;
  read(): string;
  subscribe(listener: () => void): () => void;
}

export function createAnnouncer(): Announcer {
  let sentence = '';
  const listeners = new Set<() => void>();
  return {
    say(next) {
      // The same sentence twice must be said twice: a change of white space is a change to a screen reader.
      sentence = next === sentence ? `${next}\u00a0` : next;
      for (const listener of listeners) listener();
    },
    read: () => sentence,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export const AnnouncerContext = createContext<Announcer | null>(null);

export function useAnnouncer(): Announcer {
  const announcer = use(AnnouncerContext);
  if (announcer === null) throw new Error('There is no AnnouncerContext around this component.');
  return announcer;
}
