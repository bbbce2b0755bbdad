import { rotateSourceSecret } from '@countersign/contracts/webhook-sources';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { SelectField, TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { SecretShown } from '../webhooks/secret-shown.js';
import type { Source } from './source-standing.js';

const choices = [
  { id: '0', name: 'end at once' },
  { id: '3600', name: 'stay valid for 1 hour' },
  { id: '86400', name: 'stay valid for 24 hours' },
  { id: '259200', name: 'stay valid for 3 days' },
  { id: '604800', name: 'stay valid for 7 days' },
];

interface Wish {
  readonly oldValidForSeconds: number;
  readonly secret?: string;
}

/** Makes a new secret, or takes the other system's own; those before it verify for as long as it needs to change over. */
export function RotateSourceSecretForm({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const [client, queries, attempt] = [useClient(), useQueryClient(), useAttempt()];
  const id = useId();
  const [seconds, setSeconds] = useState('86400');
  const [own, setOwn] = useState('');
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: (body: Wish) => client.call(rotateSourceSecret, { params: { sourceId: source.id }, body }, attempt(body)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['screen'] }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate({ oldValidForSeconds: Number(seconds), ...(own.trim() !== '' && { secret: own.trim() }) });
  };
  if (data !== undefined) {
    return (
      <Dialog title="A new secret" onClose={onClose}>
        <SecretShown title="Messages signed with it are taken from now on. Copy it now." secret={data.secret}>
          <p>It is shown only now. {seconds === '0' ? 'Those before it have ended: what is signed with them is refused.' : 'Those before it are taken, too, until they end.'}</p>
        </SecretShown>
        <div className={sheetStyles.acts}><Button look="ink" onClick={onClose}>Done</Button></div>
      </Dialog>
    );
  }
  return (
    <Dialog title={`A new secret for ${source.name}`} onClose={onClose}>
      <form className={sheetStyles.form} noValidate onSubmit={send}>
        <p>While several are valid, a message may be signed with any of them: the other system changes over when it likes.</p>
        <SelectField id={`${id}-old`} label="Those before it" value={seconds} options={choices} hint="End them at once only if somebody has one who should not." onChange={setSeconds} />
        <TextField id={`${id}-own`} type="password" label="The other system’s own" autoComplete="new-password" maxLength={200} value={own} hint="If it makes secrets itself. Leave it empty to have one made." onChange={setOwn} />
        {error !== null && <Notice state="unsent" title="Nothing was changed" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
        <p className={sheetStyles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : 'Make a new secret'}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </p>
      </form>
    </Dialog>
  );
}
