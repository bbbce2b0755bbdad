import { removeSecondFactor, renewRecoveryCodes } from '@countersign/contracts/identity';
import type { ProfileScreen } from '@countersign/contracts/screens';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProveSecondFactorForm } from '../identity/prove-second-factor.form.js';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal, readFailure } from '../platform/api/failure.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { When } from '../ui/time/when.js';
import styles from './profile.module.css';
import { RecoveryCodes } from './recovery-codes.js';
import { SetUpSecondFactor } from './set-up-second-factor.js';
import { profileKey } from './show-profile.query.js';

const fewCodes = 3;
type Act = 'renew' | 'remove';
const titles: Readonly<Record<Act, string>> = { renew: 'New recovery codes', remove: 'Remove the second factor' };

/** One's second factor: set up, its recovery codes made anew, or taken away. What weakens it asks for it first. */
export function SecondFactorLine({ secondFactor }: { readonly secondFactor: ProfileScreen['data']['secondFactor'] }) {
  const queries = useQueryClient();
  const [isSettingUp, setSettingUp] = useState(false);
  const [act, setAct] = useState<Act | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: profileKey });
  return (
    <div className={styles.beside} id="second-factor">
      {secondFactor === null ? (
        <>
          <p>None. With one, a stolen password opens nothing, and you can decide what asks for it.</p>
          <div className={styles.acts}><Button onClick={() => setSettingUp(true)}>Set up a second factor</Button></div>
        </>
      ) : (
        <>
          <p>An authenticator app, since <When at={secondFactor.confirmedAt} />.</p>
          <p className={secondFactor.recoveryCodesLeft < fewCodes ? styles.wrong : styles.hint}>{secondFactor.recoveryCodesLeft === 1 ? 'One recovery code is' : `${secondFactor.recoveryCodesLeft} recovery codes are`} left, for when the app is out of reach.</p>
          <div className={styles.acts}>
            <Button onClick={() => setAct('renew')}>{titles.renew}</Button>
            <Button onClick={() => setAct('remove')}>{titles.remove}</Button>
          </div>
        </>
      )}
      {isSettingUp && <SetUpSecondFactor onClose={() => { setSettingUp(false); void refresh(); }} />}
      {act !== null && <ChangeSecondFactor act={act} onClose={() => { setAct(null); void refresh(); }} />}
    </div>
  );
}

/** Says what will be, does it, and asks for a code where the session has not proved the second factor just now. */
function ChangeSecondFactor({ act, onClose }: { readonly act: Act; readonly onClose: () => void }) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  const [isProving, setProving] = useState(false);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const change = async () => {
    if (act === 'renew') return setCodes((await client.call(renewRecoveryCodes, {})).recoveryCodes);
    await client.call(removeSecondFactor, {});
    announcer.say('Your second factor is removed.');
    onClose();
  };
  const run = async () => {
    if (isSending) return;
    setSending(true);
    setFailure(null);
    try {
      await change();
    } catch (error) {
      if (isRefusal(error, 'step_up_required')) setProving(true);
      else setFailure(readFailure(error).sentence);
    } finally {
      setSending(false);
    }
  };
  const cancel = <Button onClick={onClose}>Cancel</Button>;
  return (
    <Dialog title={titles[act]} onClose={onClose}>
      {codes !== null && <RecoveryCodes codes={codes} onClose={onClose} />}
      {codes === null && <p>{act === 'renew' ? 'You get ten new codes. Those from before are good for nothing any more.' : 'Your password alone will open your account, and you cannot decide what asks for a second factor.'}</p>}
      {failure !== null && <p className={styles.wrong} role="alert">{failure}</p>}
      {codes === null && isProving && <ProveSecondFactorForm label={titles[act]} onProved={() => { setProving(false); void run(); }}>{cancel}</ProveSecondFactorForm>}
      {codes === null && !isProving && <div className={styles.acts}><Button look="ink" aria-disabled={isSending} onClick={() => void run()}>{act === 'renew' ? 'Make new codes' : 'Remove it'}</Button>{cancel}</div>}
    </Dialog>
  );
}
