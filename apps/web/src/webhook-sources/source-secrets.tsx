import type { WebhookSourceScreen } from '@countersign/contracts/screens';
import { useState } from 'react';
import { Button } from '../ui/button/button.js';
import { SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { RotateSourceSecretForm } from './rotate-source-secret.form.js';
import type { Source } from './source-standing.js';

/** What messages are verified with, without what it is; and which of them the other system signs with. */
export function SourceSecrets({ data: { messages, define }, source }: { readonly data: WebhookSourceScreen['data']; readonly source: Source }) {
  const [isRotating, setRotating] = useState(false);
  const lastSigned = messages.items.map(({ signedWith }) => signedWith).find((at) => at !== null);
  return (
    <SheetPart title="Secrets" aside={define.allowed && <Button onClick={() => setRotating(true)}>Make a new secret…</Button>}>
      <SheetRows>
        {source.secrets.map(({ createdAt, validUntil }) => (
          <li key={createdAt}>
            <span>Made <When at={createdAt} />{createdAt === lastSigned && '. The last message shown was signed with it'}</span>
            <span>{validUntil === null ? 'valid until another takes its place' : <>valid until <When at={validUntil} /></>}</span>
            {validUntil === null ? <State name="recorded">Newest</State> : <State name="held">Ends</State>}
          </li>
        ))}
      </SheetRows>
      <p className={sheetStyles.quiet}>A message may be signed with any that is valid. What a secret is, was shown when it was made.</p>
      {isRotating && <RotateSourceSecretForm source={source} onClose={() => setRotating(false)} />}
    </SheetPart>
  );
}
