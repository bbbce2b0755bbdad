import type { ApiKeyView } from '@countersign/contracts/api-keys';
import type { ApiKeysScreen } from '@countersign/contracts/screens';
import { useState } from 'react';
import { Button } from '../ui/button/button.js';
import { SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { RevokeApiKeyForm } from './revoke-api-key.form.js';

export interface ApiKeyRowsProps {
  readonly keys: readonly ApiKeyView[];
  readonly scopes: ApiKeysScreen['data']['scopes'];
  readonly isOfOthers?: boolean;
}

const stateNames = { usable: 'recorded', expired: 'void', revoked: 'void', owner_left: 'void' } as const;
const stateWords: Readonly<Record<ApiKeyView['state'], string>> = { usable: 'Usable', expired: 'Expired', revoked: 'Revoked', owner_left: 'Its owner has left' };

/** Keys, each with what it names, when it was last used, and the way to end it. */
export function ApiKeyRows({ keys, scopes, isOfOthers = false }: ApiKeyRowsProps) {
  const [ending, setEnding] = useState<ApiKeyView | null>(null);
  if (keys.length === 0) return null;
  const sentenceOf = (permission: string) => scopes.find((scope) => scope.permission === permission)?.sentence ?? permission;
  return (
    <>
      <SheetRows>
        {keys.map((key) => (
          <li key={key.id}>
            <span className={sheetStyles.what}>
              <b>{key.name}</b>
              {isOfOthers && <span>acts as {key.member.name}</span>}
              <span className="mono">{key.hint}…</span>
              <span>made <When at={key.createdAt} /> · {endOf(key)} · {key.lastUsedAt === null ? 'never used' : <>last used <When at={key.lastUsedAt} /></>} · version {key.apiVersion}</span>
            </span>
            <ul className={sheetStyles.words} aria-label={`What ${key.name} may do`}>{key.scopes.map((scope) => <li key={scope}>{sentenceOf(scope)}</li>)}</ul>
            <span className={sheetStyles.acts}>
              <State name={stateNames[key.state]}>{stateWords[key.state]}</State>
              {key.mayRevoke && key.state === 'usable' && <Button onClick={() => setEnding(key)}>Revoke<span className="spoken"> {key.name}</span></Button>}
            </span>
          </li>
        ))}
      </SheetRows>
      {ending !== null && <RevokeApiKeyForm apiKey={ending} isOfAnother={isOfOthers} onClose={() => setEnding(null)} />}
    </>
  );
}

function endOf({ revokedAt, expiresAt, state }: ApiKeyView) {
  if (revokedAt !== null) return <>revoked <When at={revokedAt} /></>;
  return <>{state === 'expired' ? 'expired' : 'expires'} <When at={expiresAt} /></>;
}
