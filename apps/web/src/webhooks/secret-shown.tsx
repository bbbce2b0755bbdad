import { useId, useState, type ReactNode } from 'react';
import { Button } from '../ui/button/button.js';
import { TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';

/** A signing secret that is shown once: to be put where the receiver verifies what it gets. */
export function SecretShown({ title, secret, children }: { readonly title: string; readonly secret: string; readonly children: ReactNode }) {
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    const field = document.getElementById(id);
    if (field instanceof HTMLInputElement) field.select();
    void navigator.clipboard.writeText(secret).then(() => setCopied(true), () => setCopied(false));
  };
  return (
    <Notice state="recorded" title={title} role="status" actions={<Button onClick={copy}>{isCopied ? 'Copied' : 'Copy the secret'}</Button>}>
      <TextField id={id} label="Signing secret" readOnly value={secret} onChange={() => {}} onFocus={(event) => event.target.select()} />
      {children}
    </Notice>
  );
}
