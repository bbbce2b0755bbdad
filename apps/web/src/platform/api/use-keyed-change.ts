import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

export interface KeyedChange<Input> {
  readonly send: (input: Input, done?: () => void) => void;
  readonly isPending: boolean;
  readonly error: Error | null;
  /** Forgets that it failed. */
  readonly reset: () => void;
}

/**
 * A change with its key: sending the same again after it failed is the same act, anything else is another. Whatever comes of it, also a refusal,
 * the screens are read again.
 */
export function useKeyedChange<Input>(change: (input: Input, idempotencyKey: string) => Promise<unknown>, onRecorded: () => void): KeyedChange<Input> {
  const queries = useQueryClient();
  const [attempt, setAttempt] = useState({ text: '', key: '' });
  const { mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: ({ input, key }: { readonly input: Input; readonly key: string }) => change(input, key),
    onSuccess: () => {
      setAttempt({ text: '', key: '' });
      onRecorded();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['screen'] }),
  });
  const send = (input: Input, done: () => void = () => undefined) => {
    const text = JSON.stringify([input ?? null]);
    const next = text === attempt.text ? attempt : { text, key: crypto.randomUUID() as string };
    setAttempt(next);
    // What it failed for is in `error`.
    mutateAsync({ input, key: next.key }).then(done, () => undefined);
  };
  return { send, isPending, error, reset };
}
