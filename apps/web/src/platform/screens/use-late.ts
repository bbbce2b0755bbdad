import { useEffect, useState } from 'react';

/** Whether something has held for longer than a while; false again at once. What is over sooner is never shown, so nothing flickers. */
export function useLate(holds: boolean, afterMs: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!holds) return;
    const timer = setTimeout(() => setLate(true), afterMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [holds, afterMs]);
  return holds && late;
}
