import { endDelegation, type DelegationView } from '@countersign/contracts/delegations';
import { exactMoneyText } from '@countersign/contracts/platform';
import type { DelegationsShown } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { CreateDelegationForm } from './create-delegation.form.js';

export interface DelegationsPartProps {
  readonly member: { readonly memberId: string; readonly name: string };
  readonly isYou: boolean;
  readonly shown: DelegationsShown;
}

const stateNames = { coming: 'provisional', on: 'recorded', over: 'void' } as const;
const stateWords: Readonly<Record<DelegationView['state'], string>> = { coming: 'To come', on: 'Now', over: 'Over' };

/** When a member is away, and who decides in their place meanwhile; and for whom they do so themselves. */
export function DelegationsPart({ member, isYou, shown }: DelegationsPartProps) {
  const [isMaking, setMaking] = useState(false);
  const [client, queries, announcer] = [useClient(), useQueryClient(), useAnnouncer()];
  const end = useMutation({
    mutationFn: ({ id }: DelegationView) => client.call(endDelegation, { params: { delegationId: id } }),
    onSuccess: async ({ delegate, principal }) => {
      await queries.invalidateQueries({ queryKey: ['screen'] });
      announcer.say(`Ended: ${delegate.name} decides for ${principal.name} no more.`);
    },
  });
  return (
    <SheetPart title="Away" anchor="away">
      <p className={sheetStyles.quiet}>{isYou ? 'While you are away, another member decides in your name. They can do nothing that their own roles do not let them do, and nobody decides for them in turn.' : `Who decides for ${member.name} while they are away, and for whom they decide.`}</p>
      {end.error !== null && <Notice state="void" title="Not ended" role="alert"><p>{readFailure(end.error).sentence}</p></Notice>}
      {shown.items.length > 0 && (
        <SheetRows>
          {shown.items.map((delegation) => (
            <li key={delegation.id}>
              <span><b>{delegation.delegate.name}</b> for {delegation.principal.name}</span>
              <span className={sheetStyles.quiet}><When at={delegation.startsAt} /> to <When at={delegation.endedAt ?? delegation.endsAt} />{scopeOf(delegation)}</span>
              <span className={sheetStyles.acts}>
                <State name={stateNames[delegation.state]}>{stateWords[delegation.state]}</State>
                {delegation.mayEnd && <Button aria-disabled={end.isPending} onClick={() => { if (!end.isPending) end.mutate(delegation); }}>End now<span className="spoken">: {delegation.delegate.name} for {delegation.principal.name}</span></Button>}
              </span>
            </li>
          ))}
        </SheetRows>
      )}
      {shown.mayMake && <p className={sheetStyles.acts}><Button onClick={() => setMaking(true)}>{isYou ? 'Let somebody decide for me' : `Let somebody decide for ${member.name}`}</Button></p>}
      {isMaking && <CreateDelegationForm member={member} isYou={isYou} shown={shown} onClose={() => setMaking(false)} />}
    </SheetPart>
  );
}

/** What it is limited to, and why, in words. */
function scopeOf({ requestTypes, limit, reason }: DelegationView): string {
  const parts = [requestTypes.length > 0 && requestTypes.map(({ name }) => name).join(', '), limit !== null && `up to ${exactMoneyText(limit)}`, reason !== null && `“${reason}”`].filter(Boolean);
  return parts.length === 0 ? '' : ` · ${parts.join(' · ')}`;
}
