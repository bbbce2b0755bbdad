import { useId, useState } from 'react';
import { Button } from '../ui/button/button.js';
import { TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { When } from '../ui/time/when.js';

/** A link that is shown once: to be copied and sent by whatever way the two of them use. */
export function InvitationLinkShown({ email, path, expiresAt }: { readonly email: string; readonly path: string; readonly expiresAt: string }) {
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  const link = window.location.origin + path;
  const copy = () => {
    const field = document.getElementById(id);
    if (field instanceof HTMLInputElement) field.select();
    void navigator.clipboard.writeText(link).then(() => setCopied(true), () => setCopied(false));
  };
  return (
    <Notice state="recorded" title={`${email} is invited. Send them this link.`} role="status" actions={<Button onClick={copy}>{isCopied ? 'Copied' : 'Copy the link'}</Button>}>
      <TextField id={id} label="Link" readOnly value={link} onChange={() => {}} onFocus={(event) => event.target.select()} />
      <p>It is shown only now, works for {email} alone, and holds until <When at={expiresAt} />. A new one can be made at any time.</p>
    </Notice>
  );
}
