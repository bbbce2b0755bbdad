import { secondFactorCode } from '@countersign/contracts/identity';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { readFailure } from '../platform/api/failure.js';
import { Button } from '../ui/button/button.js';
import { TextField } from '../ui/fields/field.js';
import styles from './account.module.css';

export interface CodeFormProps {
  /** What sending the code does. */
  readonly label: string;
  readonly onSend: (code: string) => Promise<unknown>;
  /** Where only a code of the app will do, as when it is set up. */
  readonly isAppOnly?: boolean;
  readonly hasFocus?: boolean;
  /** What else can be done, beside the button that sends. */
  readonly children?: ReactNode;
}

const fits = secondFactorCode();

/** Asks for a code of a second factor: of the app, or one of recovery. A wrong one stays where it can be mended. */
export function CodeForm({ label, onSend, isAppOnly = false, hasFocus = false, children }: CodeFormProps) {
  const id = useId();
  const [code, setCode] = useState('');
  const [isRecovery, setRecovery] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const [isSending, setSending] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending) return;
    if (!fits.safeParse(code).success) return setProblem(isRecovery ? 'Type one of your recovery codes: sixteen letters and digits.' : 'Type the six digits that your app shows now.');
    setSending(true);
    try {
      await onSend(code);
    } catch (error) {
      setProblem(readFailure(error).sentence);
      document.getElementById(id)?.focus();
    } finally {
      setSending(false);
    }
  };
  const change = (typed: string) => {
    setCode(typed);
    setProblem(undefined);
  };
  const hint = isRecovery ? 'Sixteen letters and digits; each is good once.' : 'Six digits; a new code comes every half minute, and each is good once.';
  return (
    <form noValidate onSubmit={(event) => void send(event)}>
      <TextField key={String(isRecovery)} id={id} name="code" label={isRecovery ? 'Recovery code' : 'Code of your authenticator app'} inputMode={isRecovery ? 'text' : 'numeric'} autoComplete={isRecovery ? 'off' : 'one-time-code'} autoCapitalize="characters" spellCheck={false} maxLength={40} required autoFocus={hasFocus || isRecovery} value={code} hint={hint} problem={problem} onChange={change} />
      <p className={styles.acts}>
        <Button type="submit" look="ink" aria-disabled={isSending}>{isSending ? 'Sending' : label}</Button>
        {!isAppOnly && <Button onClick={() => { setRecovery(!isRecovery); change(''); }}>{isRecovery ? 'Use the app instead' : 'Use a recovery code'}</Button>}
        {children}
      </p>
    </form>
  );
}
