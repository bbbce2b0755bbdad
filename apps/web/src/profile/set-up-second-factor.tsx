import { confirmSecondFactor, startSecondFactor } from '@countersign/contracts/identity';
import { useId, useState, type FormEvent } from 'react';
import { CodeForm } from '../identity/code-form.js';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal, readFailure } from '../platform/api/failure.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { TextField } from '../ui/fields/field.js';
import styles from './profile.module.css';
import { QrCode } from './qr-code.js';
import { RecoveryCodes } from './recovery-codes.js';

interface Started {
  readonly secret: string;
  readonly uri: string;
}

/** Three steps: the password once more, the secret into an app and a code back, the recovery codes. It counts after the second. */
export function SetUpSecondFactor({ onClose }: { readonly onClose: () => void }) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  const [started, setStarted] = useState<Started | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const confirm = async (code: string) => {
    const { recoveryCodes } = await client.call(confirmSecondFactor, { body: { code } });
    setCodes(recoveryCodes);
    announcer.say('Your second factor is set up. Keep the recovery codes.');
  };
  const cancel = <Button onClick={onClose}>Cancel</Button>;
  return (
    <Dialog title="Set up a second factor" onClose={onClose}>
      {codes !== null && <RecoveryCodes codes={codes} onClose={onClose} />}
      {codes === null && started === null && <PasswordForm onSend={async (password) => setStarted(await client.call(startSecondFactor, { body: { password } }))}>{cancel}</PasswordForm>}
      {codes === null && started !== null && (
        <>
          <p>Scan this with an authenticator app, or type the secret into it. Then type the code that it shows.</p>
          <div className={styles.picture}>
            <QrCode text={started.uri} label="The secret as a QR code" />
            <p className={styles.beside}><span className={styles.hint}>Secret</span><span className="mono" data-secret>{started.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</span></p>
          </div>
          <CodeForm label="Confirm" isAppOnly hasFocus onSend={confirm}>{cancel}</CodeForm>
        </>
      )}
    </Dialog>
  );
}

function PasswordForm({ onSend, children }: { readonly onSend: (password: string) => Promise<void>; readonly children: React.ReactNode }) {
  const id = useId();
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const [isSending, setSending] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    try {
      await onSend(password);
    } catch (error) {
      setProblem(isRefusal(error, 'credentials_wrong') ? 'This is not your password.' : readFailure(error).sentence);
      setSending(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void send(event)}>
      <p>Your password once more: whoever finds this page open sets up nothing.</p>
      <TextField id={id} name="password" label="Password" type="password" autoComplete="current-password" required autoFocus value={password} problem={problem} onChange={(typed) => { setPassword(typed); setProblem(undefined); }} />
      <div className={styles.acts}><Button type="submit" look="ink" aria-disabled={isSending}>{isSending ? 'Sending' : 'Go on'}</Button>{children}</div>
    </form>
  );
}
