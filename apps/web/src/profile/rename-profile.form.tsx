import { renameProfile } from '@countersign/contracts/profile';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { State } from '../ui/state/state.js';
import styles from './profile.module.css';

/** One's name: shown everywhere at once when it is saved, with the word that it is on its way; back to the old one, with why, when it is not. */
export function RenameProfileForm({ name }: { readonly name: string }) {
  const [client, queries, frames, announcer] = [useClient(), useQueryClient(), useFrameStore(), useAnnouncer()];
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const show = (shown: string) => {
    const frame = frames.read();
    if (frame !== null) frames.take({ ...frame, me: { ...frame.me, name: shown } });
  };
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (next: string) => client.call(renameProfile, { body: { name: next } }),
    onMutate: show,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['screen'] });
      setTyped(null);
      announcer.say('Your name is saved.');
    },
    onError: () => {
      show(name);
      announcer.say(`Your name is not saved. You are still called ${name}.`);
    },
  });
  const next = (typed ?? name).trim();
  const isChanged = typed !== null && next !== name;
  return (
    <form className={styles.rename} onSubmit={(event) => { event.preventDefault(); if (isChanged && next !== '' && !isPending) mutate(next); }}>
      <label htmlFor={id} className="spoken">Name</label>
      <input id={id} value={typed ?? name} maxLength={120} required autoComplete="name" aria-describedby={error === null ? undefined : `${id}-why`} onChange={(event) => { setTyped(event.target.value); reset(); }} />
      {isChanged && <Button type="submit" look="ink" aria-disabled={isPending || next === ''}>{error === null ? 'Save the name' : 'Retry'}</Button>}
      {isChanged && !isPending && <Button onClick={() => { setTyped(null); reset(); }}>Put back old</Button>}
      {isPending && <State name="provisional">Saving</State>}
      {error !== null && <p id={`${id}-why`} className={styles.wrong} role="alert">Not saved: you are still called {name}. {readFailure(error).sentence}</p>}
    </form>
  );
}
