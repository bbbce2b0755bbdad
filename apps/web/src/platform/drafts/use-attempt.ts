import { useRef } from 'react';
import { attemptFor, type Attempt } from './form-draft.js';

/** The key for sending this content: the one it was sent with before, as long as it is the same content. */
export function useAttempt(): (content: unknown) => { readonly idempotencyKey: string } {
  const last = useRef<Attempt | null>(null);
  return (content) => {
    last.current = attemptFor(content, last.current, () => crypto.randomUUID());
    return { idempotencyKey: last.current.key };
  };
}
