import { removePicture, type PictureView } from '@countersign/contracts/profile';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { cropPicture } from '../platform/pictures/crop-picture.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Avatar } from '../ui/avatar/avatar.js';
import { Button } from '../ui/button/button.js';
import { State } from '../ui/state/state.js';
import { usePendingPicture, usePictures } from './change-picture.mutation.js';
import styles from './profile.module.css';
import { profileKey } from './show-profile.query.js';

const sidePx = 96;

/** One's picture: chosen, it shows at once and is sent behind that. What could not be saved stays, says so, and can be sent again or put back. */
export function PictureLine({ memberId, name, picture }: { readonly memberId: string; readonly name: string; readonly picture: PictureView | null }) {
  const pictures = usePictures();
  const pending = usePendingPicture();
  const mine = pending?.memberId === memberId ? pending : null;
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    setProblem(null);
    const cropped = await cropPicture(file).catch(() => null);
    if (cropped === null) setProblem(`“${file.name}” is no picture that this browser can read. Your picture stays as it was.`);
    else await pictures.choose(memberId, cropped);
  };
  return (
    <div className={styles.picture}>
      <Avatar name={name} picture={mine ?? picture} sizePx={sidePx} />
      <div className={styles.beside}>
        {mine?.state === 'sending' && <State name="provisional">{`Saving, ${Math.round(mine.share * 100)} %. Only you see it so far.`}</State>}
        {mine?.state === 'unsaved' && (
          <>
            <State name="unsent">Not saved</State>
            <p className={styles.hint}>{mine.why} It is kept at this browser; only you see it.</p>
            <div className={styles.acts}>
              <Button look="ink" onClick={() => void pictures.retry()}>Retry</Button>
              <Button onClick={() => pictures.putBack()}>Put back old</Button>
            </div>
          </>
        )}
        {problem !== null && <p className={styles.wrong} role="alert">{problem}</p>}
        <div className={styles.acts}>
          <Button onClick={() => input.current?.click()}>{picture === null ? 'Choose a picture' : 'Choose another'}</Button>
          {picture !== null && mine === null && <RemovePicture />}
        </div>
        <input ref={input} type="file" accept="image/*" hidden aria-label="Picture" onChange={(event) => { void choose(event.target.files?.[0]); event.target.value = ''; }} />
        <p className={styles.hint}>We crop it to a square in your browser; location and camera data are removed.</p>
      </div>
    </div>
  );
}

function RemovePicture() {
  const [client, queries, announcer] = [useClient(), useQueryClient(), useAnnouncer()];
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(removePicture, {}),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: profileKey });
      announcer.say('Your picture is removed.');
    },
  });
  return (
    <>
      <Button aria-disabled={isPending} onClick={() => { if (!isPending) mutate(); }}>Remove picture</Button>
      {error !== null && <p className={styles.wrong} role="alert">{readFailure(error).sentence}</p>}
    </>
  );
}
