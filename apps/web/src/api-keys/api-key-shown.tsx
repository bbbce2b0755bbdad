import type { createApiKey } from '@countersign/contracts/api-keys';
import type { ReplyOf } from '@countersign/contracts/platform';
import { useId, useState } from 'react';
import { Button } from '../ui/button/button.js';
import { TextField } from '../ui/fields/field.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { When } from '../ui/time/when.js';

/** A key's text, shown this once: to be put where the program finds it. */
export function ApiKeyShown({ made, onClose }: { readonly made: ReplyOf<typeof createApiKey>; readonly onClose: () => void }) {
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    const field = document.getElementById(id);
    if (field instanceof HTMLInputElement) field.select();
    void navigator.clipboard.writeText(made.secret).then(() => setCopied(true), () => setCopied(false));
  };
  return (
    <div className={sheetStyles.form}>
      <p><b>It is not shown again.</b> Keep it where the program reads its secrets: whoever has it can do what it names, until <When at={made.expiresAt} /> or until you revoke it.</p>
      <TextField id={id} label="Key" readOnly spellCheck={false} className="mono" value={made.secret} onChange={() => {}} onFocus={(event) => event.target.select()} />
      <div className={sheetStyles.acts}>
        <Button look="ink" onClick={copy}>{isCopied ? 'Copied' : 'Copy the key'}</Button>
        <Button onClick={onClose}>I have kept it</Button>
      </div>
    </div>
  );
}
