import type { SourceDraft } from '../platform/webhook-sources/source-draft.js';
import { signatureKinds } from '../platform/webhook-sources/source-words.js';
import { SelectField, TextField } from '../ui/fields/field.js';

export interface SourceFieldsProps {
  /** Ids of the controls begin with it: `<id>-typePointer`. */
  readonly id: string;
  readonly draft: SourceDraft;
  readonly problems: ReadonlyMap<string, string>;
  readonly change: (part: Partial<SourceDraft>) => void;
}

/** How it is known that a message comes from where it should. The way stays once the source is made: its secret is for that. */
export function SignatureFields({ id, draft, problems, change, isNew }: SourceFieldsProps & { readonly isNew: boolean }) {
  const kind = signatureKinds.find((each) => each.id === draft.kind);
  const header = (field: 'signatureHeader' | 'idHeader' | 'prefix', label: string, hint: string) => (
    <TextField id={`${id}-${field}`} label={label} hint={hint} problem={problems.get(field)} autoComplete="off" spellCheck={false} maxLength={64} value={draft[field]} onChange={(value) => change({ [field]: value })} />
  );
  return (
    <>
      {isNew ? <SelectField id={`${id}-kind`} label="Signed by" value={draft.kind} options={signatureKinds} hint={kind?.meaning ?? null} onChange={(value) => change({ kind: value as SourceDraft['kind'] })} /> : <p>{kind?.name}. {kind?.meaning}</p>}
      {draft.kind === 'hmac' && (
        <>
          {header('signatureHeader', 'Header of the signature', 'An HMAC-SHA-256 over the body as it was sent.')}
          {header('prefix', 'What stands before it', 'Such as sha256=. Leave it empty if nothing does.')}
          <SelectField id={`${id}-encoding`} label="Written in" value={draft.encoding} options={[{ id: 'hex', name: 'hex' }, { id: 'base64', name: 'base64' }]} onChange={(value) => change({ encoding: value as SourceDraft['encoding'] })} />
          {header('idHeader', 'Header of the id', 'What comes twice with one id is done once.')}
        </>
      )}
      {isNew && <TextField id={`${id}-secret`} type="password" label="Its secret" hint="If the other system makes it itself. Leave it empty to have one made, which is then shown once." problem={problems.get('secret')} autoComplete="new-password" maxLength={200} value={draft.secret} onChange={(secret) => change({ secret })} />}
    </>
  );
}
