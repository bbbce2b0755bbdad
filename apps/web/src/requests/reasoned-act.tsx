import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { readFailure } from '../platform/api/failure.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import styles from './request-actions.module.css';

export interface ReasonedActProps {
  readonly title: string;
  /** What it does, and what of it stays. */
  readonly children: ReactNode;
  /** What the field asks for. */
  readonly asks: string;
  readonly does: string;
  /** What is kept together with the reason, as it is said where there is none. */
  readonly keptWith?: string;
  /** What is said above a failure. */
  readonly failed?: string;
  /** The way out. */
  readonly leaves?: string;
  /** How long the reason may be. */
  readonly maxLength?: number;
  readonly isPending: boolean;
  /** Why it cannot be done just now, although everything is filled in. */
  readonly isHeld?: boolean;
  readonly error: Error | null;
  readonly send: (reason: string) => void;
  readonly onClose: () => void;
}

/** An act that needs a reason, in a dialog: what it does is said before it is done, and nothing typed is lost when it fails. */
export function ReasonedAct({ title, children, asks, does, keptWith = 'the request', failed = 'Not recorded yet', leaves = 'Leave it as it is', maxLength = 2000, isPending, isHeld = false, error, send, onClose }: ReasonedActProps) {
  const id = useId();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const submit = () => {
    const isEmpty = reason.trim() === '';
    setMissing(isEmpty);
    if (isEmpty) document.getElementById(id)?.focus();
    if (!isPending && !isHeld && !isEmpty) send(reason.trim());
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      {error !== null && <Notice state="unsent" title={failed} role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <form className={styles.form} onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <label htmlFor={id}>{asks}</label>
        <textarea id={id} value={reason} maxLength={maxLength} aria-required="true" aria-invalid={isMissing} aria-describedby={isMissing ? `${id}-missing` : undefined} onChange={(event) => { setReason(event.target.value); setMissing(false); }} />
        {isMissing && <p id={`${id}-missing`} className={styles.refused} role="alert">Say why: it is kept with {keptWith}.</p>}
        <div className={styles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending || isHeld}>{isPending ? 'Sending' : error === null ? does : 'Retry'}</Button>
          <Button onClick={onClose}>{leaves}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** One act with its key: the same reason again is the same act, another is another, and so is the same about something else. */
export function useReasonedAct(said: string, onClose: () => void, act: (reason: string, idempotencyKey: string) => Promise<unknown>, about = '') {
  const [queries, announcer] = [useQueryClient(), useAnnouncer()];
  const [attempt, setAttempt] = useState({ reason: '', about, key: crypto.randomUUID() as string });
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ reason, key }: { reason: string; key: string }) => act(reason, key),
    onSuccess: async () => {
      announcer.say(`Recorded: ${said}.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
      onClose();
    },
    // What was shown may be out of date: the next look shows what is.
    onError: () => queries.invalidateQueries({ queryKey: ['reversal'] }),
  });
  const send = (reason: string) => {
    const next = reason === attempt.reason && about === attempt.about ? attempt : { reason, about, key: crypto.randomUUID() as string };
    setAttempt(next);
    mutate(next);
  };
  return { send, isPending, error };
}
