import { setManager } from '@countersign/contracts/members';
import type { MemberScreen } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { SelectField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { RestedSearch } from '../ui/search/rested-search.js';
import { SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';

type Data = MemberScreen['data'];

interface ManagerPartProps {
  readonly data: Data;
  /** Who is looked for among those who could be it. */
  readonly search: string | undefined;
  readonly onSearch: (wanted: string | undefined) => void;
}

/** Whom a member answers to, up to the top, and who answers to them. */
export function ManagerPart({ data, search, onSearch }: ManagerPartProps) {
  const searchId = useId();
  const { managers, reports, assign, member } = data;
  return (
    <SheetPart title="Manager" aside={assign.allowed && <RestedSearch id={searchId} label="Find a manager" search={search} onSearch={onSearch} />}>
      {managers.length === 0 && <p className={sheetStyles.quiet}>Nobody. A step that asks the manager of whoever submits finds nobody for {member.name}, and stops there.</p>}
      {managers.length > 0 && (
        <SheetRows>
          {managers.map(({ memberId, name, isRemoved }, index) => (
            <li key={memberId}>
              {isRemoved ? <span>{name}</span> : <Link to="/people/$memberId" params={{ memberId }} search={{}}>{name}</Link>}
              <span className={sheetStyles.quiet}>{index === 0 ? 'manager' : `${index + 1} levels up`}{isRemoved ? ', removed: steps pass over them to the next above' : ''}</span>
            </li>
          ))}
        </SheetRows>
      )}
      {reports.length > 0 && <p>Manager of {reports.map(({ memberId, name }, index) => <span key={memberId}>{index > 0 && ', '}<Link to="/people/$memberId" params={{ memberId }} search={{}}>{name}</Link></span>)}.</p>}
      {assign.allowed ? <SetManagerForm key={member.manager?.memberId ?? 'none'} data={data} /> : <p className={sheetStyles.quiet}>{assign.because}</p>}
    </SheetPart>
  );
}

function SetManagerForm({ data: { member, managerChoices } }: { readonly data: Data }) {
  const [client, queries, announcer, attempt] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt()];
  const id = useId();
  const now = member.manager?.memberId ?? '';
  const [chosen, setChosen] = useState(now);
  const body = { manager: chosen === '' ? null : { memberId: chosen } };
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(setManager, { params: { memberId: member.id }, body }, attempt(body)),
    onSuccess: async ({ manager }) => {
      announcer.say(`Recorded: ${manager === null ? `${member.name} has no manager` : `${manager.name} is the manager of ${member.name}`}.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  const isDead = isPending || chosen === now;
  const choices = managerChoices.map(({ memberId, name }) => ({ id: memberId, name }));
  // Somebody who was removed, or stands further down the list than it is shown, is who it is.
  const options = member.manager === null || choices.some((choice) => choice.id === now) ? choices : [{ id: now, name: member.manager.name }, ...choices];
  return (
    <form className={sheetStyles.form} onSubmit={(event) => { event.preventDefault(); if (!isDead) mutate(); }}>
      <SelectField id={id} label={`Manager of ${member.name}`} none="Nobody" value={chosen} options={options} onChange={setChosen} />
      {error !== null && <Notice state="unsent" title="Not saved yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <p className={sheetStyles.acts}><Button type="submit" aria-disabled={isDead}>{isPending ? 'Sending' : 'Save the manager'}</Button></p>
    </form>
  );
}
