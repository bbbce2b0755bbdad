import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { isRefusal, readFailure } from '../platform/api/failure.js';
import { Button } from '../ui/button/button.js';
import { TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import styles from './account.module.css';

export interface Credentials {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface CredentialsFormProps {
  readonly isNew: boolean;
  readonly label: string;
  readonly onSend: (credentials: Credentials) => Promise<void>;
  readonly children?: ReactNode;
}

const passwordLengthMin = 10;

/** E-mail and password, and the name of who is new. Refusals stand where they can be mended. */
export function CredentialsForm({ isNew, label, onSend, children }: CredentialsFormProps) {
  const id = useId();
  const [values, setValues] = useState<Credentials>({ name: '', email: '', password: '' });
  const [problems, setProblems] = useState<Partial<Record<keyof Credentials, string>>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const set = (part: Partial<Credentials>) => setValues({ ...values, ...part });
  const show = (found: typeof problems) => {
    setProblems(found);
    const first = (['name', 'email', 'password'] as const).find((name) => found[name] !== undefined);
    if (first !== undefined) form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending) return;
    setFailure(null);
    const found = check(values, isNew);
    show(found);
    if (Object.keys(found).length > 0) return;
    setSending(true);
    try {
      await onSend({ ...values, name: values.name.trim(), email: values.email.trim() });
    } catch (error) {
      if (isRefusal(error, 'email_taken')) show({ email: 'There is an account with this e-mail address already. Sign in instead.' });
      else if (isRefusal(error, 'password_too_weak')) show({ password: `A password has ${passwordLengthMin} to 128 characters.` });
      else setFailure(readFailure(error).sentence);
    } finally {
      setSending(false);
    }
  };
  return (
    <form ref={form} noValidate onSubmit={(event) => void send(event)}>
      {isNew && <TextField id={`${id}-name`} name="name" label="Your name" autoComplete="name" required value={values.name} problem={problems.name} onChange={(name) => set({ name })} />}
      <TextField id={`${id}-email`} name="email" label="E-mail" type="email" autoComplete="username" required value={values.email} problem={problems.email} onChange={(email) => set({ email })} />
      <TextField id={`${id}-password`} name="password" label="Password" type="password" autoComplete={isNew ? 'new-password' : 'current-password'} required value={values.password} hint={isNew ? 'At least 10 characters. A sentence is easy to keep in mind.' : null} problem={problems.password} onChange={(password) => set({ password })} />
      {failure !== null && <Notice state="void" title={failure} role="alert" />}
      <p className={styles.acts}><Button type="submit" look="ink" aria-disabled={isSending}>{isSending ? 'Sending' : label}</Button>{children}</p>
    </form>
  );
}

function check({ name, email, password }: Credentials, isNew: boolean): Partial<Record<keyof Credentials, string>> {
  return {
    ...(isNew && name.trim() === '' && { name: 'Your name is needed: it stands under what you sign.' }),
    ...(!/^\S+@\S+\.\S+$/.test(email.trim()) && { email: 'Write your e-mail address, such as mara@acme.example.' }),
    ...(password === '' && { password: 'Your password is needed.' }),
    ...(isNew && password !== '' && password.length < passwordLengthMin && { password: `A password has at least ${passwordLengthMin} characters.` }),
  };
}
