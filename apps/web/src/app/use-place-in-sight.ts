import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, type RefObject } from 'react';

/** Keeps the place where one is in sight in a navigation that is wider than the screen; `places` is how many there are. */
export function usePlaceInSight(places: number): RefObject<HTMLElement | null> {
  const nav = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (!nav.current || !current) return;
    // Sideways only: where the page stands is the page's.
    const [outer, inner] = [nav.current.getBoundingClientRect(), current.getBoundingClientRect()];
    nav.current.scrollLeft += (inner.left + inner.right - outer.left - outer.right) / 2;
  }, [pathname, places]);
  return nav;
}
