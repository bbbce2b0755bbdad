import type { WebhookScreen } from '@countersign/contracts/screens';
import { useState } from 'react';
import { Button } from '../ui/button/button.js';
import { SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { EndOlderSecretsForm } from './end-older-secrets.form.js';
import { RotateWebhookSecretForm } from './rotate-webhook-secret.form.js';

/** What webhooks are signed with, without what it is. */
export function SigningSecrets({ data: { endpoint, secrets, define } }: { readonly data: WebhookScreen['data'] }) {
  const [isRotating, setRotating] = useState(false);
  const [isEnding, setEnding] = useState(false);
  const older = secrets.filter(({ validUntil }) => validUntil !== null).length;
  return (
    <SheetPart title="Signing secrets" aside={define.allowed && <Button onClick={() => setRotating(true)}>Make a new secret…</Button>}>
      <SheetRows>
        {secrets.map(({ id, createdAt, validUntil }) => (
          <li key={id}>
            <span>Made <When at={createdAt} /></span>
            <span>{validUntil === null ? 'valid until another takes its place' : <>valid until <When at={validUntil} /></>}</span>
            {validUntil === null ? <State name="recorded">Newest</State> : <State name="held">Ends</State>}
          </li>
        ))}
      </SheetRows>
      <p className={sheetStyles.quiet}>{secrets.length > 1 ? 'Every webhook is signed with each of them.' : 'Every webhook is signed with it.'} What a secret is, was shown when it was made.</p>
      {define.allowed && older > 0 && <p className={sheetStyles.acts}><Button onClick={() => setEnding(true)}>{older === 1 ? 'End the old one now…' : 'End the old ones now…'}</Button></p>}
      {isEnding && <EndOlderSecretsForm endpoint={endpoint} count={older} onClose={() => setEnding(false)} />}
      {isRotating && <RotateWebhookSecretForm endpoint={endpoint} onClose={() => setRotating(false)} />}
    </SheetPart>
  );
}
