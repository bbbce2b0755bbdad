import { removeAuthorityLimit } from '@countersign/contracts/authority-limits';
import { exactMoneyText } from '@countersign/contracts/platform';
import type { AuthorityPart } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { SetAuthorityLimitForm, type NamedHolder } from './set-authority-limit.form.js';

export interface AuthorityLimitsProps {
  readonly holder: NamedHolder;
  readonly authority: AuthorityPart;
}

/** How much a role or a member may approve. Those that a member has by a role are changed with the role. */
export function AuthorityLimits({ holder, authority: { limits, define, requestTypes } }: AuthorityLimitsProps) {
  const [client, queries, announcer] = [useClient(), useQueryClient(), useAnnouncer()];
  const { mutate, isPending, error } = useMutation({
    mutationFn: (limitId: string) => client.call(removeAuthorityLimit, { params: { limitId } }),
    onSuccess: async ({ limit }) => {
      announcer.say(`Recorded: the limit of ${exactMoneyText(limit)} is taken away.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  return (
    <SheetPart title={`How much ${holder.name} may approve`}>
      <p className={sheetStyles.quiet}>It counts where a step of a workflow asks for authority: without a limit for the request’s type and currency, {holder.kind === 'role' ? 'holders have none by this role' : 'they have none'}. Of several, the greatest holds.</p>
      {error !== null && <Notice state="void" title={readFailure(error).sentence} role="alert" />}
      {limits.length > 0 && (
        <SheetRows>
          {limits.map((authority) => (
            <li key={authority.id}>
              <span className={sheetStyles.what}><b>up to {exactMoneyText(authority.limit)}</b><span>{authority.requestType?.name ?? 'every request type'}</span></span>
              <span className={sheetStyles.quiet}>{authority.holder.id === holder.id ? '' : `by the role ${authority.holder.name}`}</span>
              {define.allowed && authority.holder.id === holder.id && <span className={sheetStyles.acts}><Button aria-disabled={isPending} onClick={() => { if (!isPending) mutate(authority.id); }}>Take away<span className="spoken"> the limit of {exactMoneyText(authority.limit)}</span></Button></span>}
            </li>
          ))}
        </SheetRows>
      )}
      {define.allowed ? <SetAuthorityLimitForm holder={holder} requestTypes={requestTypes} /> : <p className={sheetStyles.quiet}>{define.because}</p>}
    </SheetPart>
  );
}
