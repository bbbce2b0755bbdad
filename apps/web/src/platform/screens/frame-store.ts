import type { InboxScreen } from '@countersign/contracts/screens';
import { createContext, use, useSyncExternalStore } from 'react';

/** What every screen's answer carries beside its own data: who, in which company, what waits. */
export type Frame = Pick<InboxScreen, 'asOf' | 'me' | 'tenant' | 'nav' | 'pictures'>;

export interface FrameStore {
  /** Takes the frame of an answer unless a newer one is here already, and hands the answer on. */
  take<Screen extends Frame>(screen: Screen): Screen;
  /** Forgets it: somebody else, or another company. */
  clear(): void;
  read(): Frame | null;
  subscribe(listener: () => void): () => void;
}

export function createFrameStore(): FrameStore {
  let frame: Frame | null = null;
  const listeners = new Set<() => void>();
  const set = (next: Frame | null) => {
    frame = next;
    for (const listener of listeners) listener();
  };
  return {
    take(screen) {
      // Answers may overtake one another; instants in UTC compare as text.
      if (frame === null || screen.asOf >= frame.asOf) set({ asOf: screen.asOf, me: screen.me, tenant: screen.tenant, nav: screen.nav, pictures: picturesAfter(frame, screen) });
      return screen;
    },
    clear: () => set(null),
    read: () => frame,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A screen brings the pictures of those whom it names; of the others the last known ones hold. One's own is always said, or taken away. */
function picturesAfter(before: Frame | null, { me, pictures }: Frame): Frame['pictures'] {
  if (before?.me.memberId !== me.memberId) return pictures;
  const others = Object.entries(before.pictures).filter(([memberId]) => memberId !== me.memberId);
  return { ...Object.fromEntries(others), ...pictures };
}

export const FrameContext = createContext<FrameStore | null>(null);

export function useFrameStore(): FrameStore {
  const store = use(FrameContext);
  if (store === null) throw new Error('There is no FrameContext around this component.');
  return store;
}

export function useFrame(): Frame | null {
  const store = useFrameStore();
  return useSyncExternalStore(store.subscribe, store.read);
}
