import { callerKinds } from '../platform/connections/connection-words.js';
import type { ConnectionDraft, DraftField } from '../platform/connections/connection-draft.js';
import { SelectField, TextField } from '../ui/fields/field.js';

export interface ConnectionFieldsProps {
  /** Ids of the controls begin with it: `<id>-baseUrl`. */
  readonly id: string;
  readonly draft: ConnectionDraft;
  readonly problems: ReadonlyMap<DraftField, string>;
  readonly change: (part: Partial<ConnectionDraft>) => void;
}

/** How the other system knows who calls. What is secret about it is never shown again. */
export function CallerFields({ id, draft, problems, change, hasSecret, redirectUri }: ConnectionFieldsProps & { readonly hasSecret: boolean; readonly redirectUri: string }) {
  const { kind } = draft;
  const chosen = callerKinds.find((each) => each.id === kind);
  const text = (field: 'header' | 'username' | 'authorizeUrl' | 'issuer' | 'tokenUrl' | 'clientId' | 'scope', label: string, hint: string | null = null) => (
    <TextField id={`${id}-${field}`} label={label} hint={hint} problem={problems.get(field)} autoComplete="off" spellCheck={false} maxLength={field === 'tokenUrl' || field === 'authorizeUrl' || field === 'issuer' ? 2000 : 500} value={draft[field]} onChange={(value) => change({ [field]: value })} />
  );
  const kept = hasSecret ? 'One is kept. Leave it empty to keep it; what is typed here replaces it.' : 'Kept sealed, and never shown again.';
  return (
    <>
      <SelectField id={`${id}-kind`} label="How it is told" value={kind} options={draft.leadsTo === 'smtp' ? callerKinds.filter((each) => each.id === 'none' || each.id === 'basic') : callerKinds} hint={draft.leadsTo === 'smtp' ? null : (chosen?.meaning ?? null)} onChange={(value) => change({ kind: value as ConnectionDraft['kind'] })} />
      {(kind === 'api_key' || kind === 'hmac') && text('header', 'Header')}
      {kind === 'basic' && text('username', 'User')}
      {kind === 'oauth_authorization_code' && <p>Register this address with the other system first, as where it sends people back to (its redirect URI): <code>{redirectUri}</code></p>}
      {kind === 'oauth_authorization_code' && text('authorizeUrl', 'Address for allowing', 'Where you are sent, such as https://id.example.com/oauth2/authorize.')}
      {(kind === 'oauth_client_credentials' || kind === 'oauth_authorization_code') && <>{text('tokenUrl', 'Token address', 'Where access tokens are given out, such as https://id.example.com/oauth2/token.')}{text('clientId', 'Client')}{text('scope', 'Scope', 'With spaces between several. Leave it empty to ask for none.')}</>}
      {kind === 'oauth_authorization_code' && text('issuer', 'Issuer', 'If the other system names itself in its answers (RFC 9207): its name, such as https://id.example.com. Leave it empty if it does not.')}
      {kind !== 'none' && <TextField id={`${id}-secret`} type="password" label={chosen?.secret ?? 'Secret'} hint={kept} problem={problems.get('secret')} autoComplete="new-password" maxLength={4000} value={draft.secret} onChange={(secret) => change({ secret })} />}
    </>
  );
}
