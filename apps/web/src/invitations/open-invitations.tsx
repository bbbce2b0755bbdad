import { renewInvitation, withdrawInvitation } from '@countersign/contracts/invitations';
import type { PeopleScreen } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { InvitationLinkShown } from './invitation-link.js';

type Invitation = PeopleScreen['data']['invitations'][number];

/** Who is invited and has not come yet. */
export function OpenInvitations({ invitations }: { readonly invitations: readonly Invitation[] }) {
  const [client, queries, announcer] = [useClient(), useQueryClient(), useAnnouncer()];
  const [asked, setAsked] = useState<Invitation | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: ['screen', 'people'] });
  const renew = useMutation({ mutationFn: ({ id }: Invitation) => client.call(renewInvitation, { params: { invitationId: id } }), onSuccess: refresh });
  const withdraw = useMutation({
    mutationFn: ({ id }: Invitation) => client.call(withdrawInvitation, { params: { invitationId: id } }),
    onSuccess: async ({ email }) => {
      setAsked(null);
      announcer.say(`Recorded: the invitation of ${email} is withdrawn.`);
      await refresh();
    },
  });
  const failed = renew.error ?? withdraw.error;
  if (invitations.length === 0) return null;
  return (
    <SheetPart title="Invited, not here yet">
      {failed !== null && <Notice state="void" title={readFailure(failed).sentence} role="alert" />}
      <SheetRows>
        {invitations.map((invitation) => (
          <li key={invitation.id}>
            <span className={sheetStyles.what}><b>{invitation.email}</b><span>{[invitation.roles.join(', ') || 'without a role', invitation.unit].filter(Boolean).join(', ')}</span></span>
            <span className={sheetStyles.what}>
              {invitation.hasExpired ? <State name="void">Expired</State> : <State name="waiting">Holds until <When at={invitation.expiresAt} /></State>}
              <span>invited by {invitation.invitedBy}</span>
            </span>
            <span className={sheetStyles.acts}>
              <Button aria-disabled={renew.isPending} onClick={() => { if (!renew.isPending) renew.mutate(invitation); }}>New link<span className="spoken"> for {invitation.email}</span></Button>
              <Button onClick={() => setAsked(invitation)}>Withdraw<span className="spoken"> the invitation of {invitation.email}</span></Button>
            </span>
          </li>
        ))}
      </SheetRows>
      {renew.data !== undefined && <Dialog title="A new link" onClose={() => renew.reset()}><p>The link before opens nothing any more.</p><InvitationLinkShown {...renew.data} /><div className={sheetStyles.acts}><Button look="ink" onClick={() => renew.reset()}>Done</Button></div></Dialog>}
      {asked !== null && (
        <Dialog title={`Withdraw the invitation of ${asked.email}?`} onClose={() => setAsked(null)}>
          <p>Its link opens nothing any more. They can be invited anew.</p>
          <div className={sheetStyles.acts}>
            <Button look="ink" aria-disabled={withdraw.isPending} onClick={() => { if (!withdraw.isPending) withdraw.mutate(asked); }}>Withdraw the invitation</Button>
            <Button onClick={() => setAsked(null)}>Keep it</Button>
          </div>
        </Dialog>
      )}
    </SheetPart>
  );
}
