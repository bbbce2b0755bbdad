import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** For so long after a change of page a focus that was lost to a drawing that finished late is given back. */
const settleMs = 3_000;

/** Gives the focus to the heading of a page that one has gone to, so that it is read and the keys start there. */
export function useRouteFocus(): void {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    const main = document.getElementById('main');
    if (main === null) return;
    const focusHeading = () => main.querySelector<HTMLElement>('h1[tabindex]')?.focus({ preventScroll: true });
    focusHeading();
    const observer = new MutationObserver(() => {
      if (document.activeElement === document.body || document.activeElement === null) focusHeading();
    });
    observer.observe(main, { childList: true, subtree: true });
    const timer = setTimeout(() => observer.disconnect(), settleMs);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [pathname]);
}
