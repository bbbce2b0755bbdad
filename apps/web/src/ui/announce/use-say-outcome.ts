import { useEffect, useRef } from 'react';
import { useAnnouncer } from './announcer.js';

/** Says what came of something once it has ended, instead of what the status line said while it was under way. `outcome`: of what was under way, once it is known. */
export function useSayOutcome(isUnderWay: boolean, outcome: string | null): void {
  const announcer = useAnnouncer();
  const was = useRef(isUnderWay);
  // In step with the status line, which keeps a sentence until the next.
  useEffect(() => {
    if (was.current && !isUnderWay && outcome !== null) announcer.say(outcome);
    was.current = isUnderWay;
  }, [announcer, isUnderWay, outcome]);
}
