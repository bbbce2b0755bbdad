import type { StartScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { InviteMemberForm } from '../invitations/invite-member.form.js';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { TemplateChoice } from '../templates/template-choice.js';
import { Button, linkLook } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { startQuery } from './show-start.query.js';

const templatesId = 'templates';

/** The first run: what a new company does, and what of it is done. */
export function StartPage() {
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(startQuery(client, frames));
  const [isInviting, setInviting] = useState(false);
  useTitle('Set up');
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Set up"><Notice state="void" title="Your roles do not let you set the company up."><p>An admin of your company does. <Link to="/inbox">To the inbox</Link></p></Notice></Sheet>;
  if (screen === undefined) return <Sheet title="Set up">{error === null ? <RuledLines lines={8} of="what is set up" /> : <ReadingFailed error={error} what="What is set up" onRetry={() => void refetch()} />}</Sheet>;
  const { data } = screen;
  const isBegun = data.steps.some(({ id, done }) => id === 'request_type' && done);
  const steps = <Steps key="steps" data={data} onInvite={() => setInviting(true)} />;
  const choice = (
    <SheetPart key="templates" anchor={templatesId} title="Templates" aside={<a href="/v1/openapi.json">Or build your own by the API (OpenAPI)</a>}>
      <p>Each is a form, a workflow and the roles that it asks. One click makes it ready; it can be changed later.</p>
      <TemplateChoice templates={data.templates} apply={data.apply} />
    </SheetPart>
  );
  return (
    <Sheet title={isBegun ? `Set up ${screen.tenant.name}` : 'What shall be requested first?'} about={isBegun ? undefined : `Choose one for ${screen.tenant.name}; the form opens at once.`}>
      {error !== null && <ReadingFailed error={error} what="The newest state" hasData onRetry={() => void refetch()} />}
      {isBegun ? [steps, choice] : [choice, steps]}
      {isInviting && <InviteMemberForm choices={data.choices} suggestedRoleIds={data.suggestedRoleIds} onClose={() => setInviting(false)} />}
    </Sheet>
  );
}

function Steps({ data, onInvite }: { readonly data: StartScreen['data']; readonly onInvite: () => void }) {
  const next = data.steps.find(({ done }) => !done)?.id;
  return (
    <SheetPart title="What is done">
      <SheetRows>
        {data.steps.map(({ id, title, detail, done, act }) => (
          <li key={id}>
            <span className={sheetStyles.what}><b>{title}</b><span>{detail}</span></span>
            {done ? <State name="recorded">Done</State> : <State name="waiting">{id === next ? 'Next' : 'To do'}</State>}
            {act !== null && <Act act={act} isNext={id === next} onInvite={onInvite} />}
          </li>
        ))}
      </SheetRows>
    </SheetPart>
  );
}

interface ActProps {
  readonly act: NonNullable<StartScreen['data']['steps'][number]['act']>;
  readonly isNext: boolean;
  readonly onInvite: () => void;
}

/** The one thing that can be done about a step. */
function Act({ act: { id, label, subjectId }, isNext, onInvite }: ActProps) {
  const look = linkLook(isNext ? 'ink' : 'line');
  if (id === 'invite') return <Button look={isNext ? 'ink' : 'line'} onClick={onInvite}>{label}</Button>;
  if (id === 'choose_template') return <a href={`#${templatesId}`} {...look}>{label}</a>;
  if (id === 'submit') return <Link to="/submit" search={{}} {...look}>{label}</Link>;
  if (id === 'give_role') return <Link to="/roles/$roleId" params={{ roleId: subjectId ?? '' }} search={{}} {...look}>{label}</Link>;
  return <Link to="/requests/$requestId" params={{ requestId: subjectId ?? '' }} {...look}>{label}</Link>;
}
