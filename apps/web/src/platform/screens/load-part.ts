/** What loading a part of the application needs of the browser around it. */
export interface Surroundings {
  isOnline(): boolean;
  /** Resolves when there is a network again. */
  untilOnline(): Promise<void>;
  /** Whether the server answers at all. */
  answers(): Promise<boolean>;
  pause(): Promise<void>;
  /** Loads the whole page again; false where that was done a moment ago. */
  reload(): boolean;
}

export type LoadPart = <Part>(load: () => Promise<Part>) => Promise<Part>;

/**
 * Loads parts of the application when they are wanted. Without a network, or without an answer, it waits: what is on the page stays, and
 * the part comes by itself. A part that fails although the server answers was replaced by a newer version: then the page is loaded again, once,
 * since what is signed and typed is kept.
 */
export function createPartLoader({ isOnline, untilOnline, answers, pause, reload }: Surroundings): LoadPart {
  return async (load) => {
    while (!isOnline()) await untilOnline();
    try {
      return await load();
    } catch (error) {
      // A page that is loaded again while nobody answers is lost, with all that it shows.
      while (!(isOnline() && (await answers()))) await pause();
      if (reload()) return new Promise<never>(() => undefined);
      throw error;
    }
  };
}

const reloadPauseMs = 30_000;
const askAgainMs = 2_000;

export const loadPart: LoadPart = createPartLoader({
  isOnline: () => navigator.onLine,
  untilOnline: () => new Promise((resolve) => window.addEventListener('online', () => resolve(), { once: true })),
  answers: () => fetch('/v1/health', { cache: 'no-store' }).then(() => true, () => false),
  pause: () => new Promise((resolve) => setTimeout(resolve, askAgainMs)),
  reload: () => {
    const last = Number(sessionStorage.getItem('countersign.reloaded') ?? 0);
    if (Date.now() - last < reloadPauseMs) return false;
    sessionStorage.setItem('countersign.reloaded', String(Date.now()));
    window.location.reload();
    return true;
  },
});
