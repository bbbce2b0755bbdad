import { setAuthorityLimit, type AuthorityHolder } from '@countersign/contracts/authority-limits';
import { exactMoneyText } from '@countersign/contracts/platform';
import type { AuthorityPart } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { MoneyField } from '../requests/money-field.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { describedBy, FieldFrame, SelectField } from '../ui/fields/field.js';
import { readAmount } from '../ui/money/read-amount.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';

/** Whom the limits on a page are of. */
export type NamedHolder = AuthorityHolder & { readonly name: string };

interface Typed {
  readonly amount: string;
  readonly currency: string;
}

const empty: Typed = { amount: '', currency: 'EUR' };

/** Says how much; one of the same type and currency is replaced. */
export function SetAuthorityLimitForm({ holder, requestTypes }: { readonly holder: NamedHolder; readonly requestTypes: AuthorityPart['requestTypes'] }) {
  const [client, queries, announcer, attempt] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt()];
  const [amountId, typeId] = [useId(), useId()];
  const [typed, setTyped] = useState(empty);
  const [requestTypeId, setRequestTypeId] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (amount: string) => {
      const body = { holder: { kind: holder.kind, id: holder.id }, requestTypeId: requestTypeId === '' ? null : requestTypeId, limit: { amount, currency: typed.currency } };
      return client.call(setAuthorityLimit, { body }, attempt(body));
    },
    onSuccess: async ({ limit, requestType }) => {
      announcer.say(`Recorded: ${holder.name} may approve up to ${exactMoneyText(limit)} of ${requestType?.name ?? 'every request type'}.`);
      setTyped({ ...typed, amount: '' });
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const read = readAmount(typed.amount);
    const wrong = 'problem' in read ? read.problem : read.amount.startsWith('-') ? 'A limit is not below zero.' : undefined;
    setProblem(wrong);
    if ('amount' in read && wrong === undefined) return mutate(read.amount);
    document.getElementById(amountId)?.focus();
  };
  return (
    <form className={sheetStyles.form} noValidate onSubmit={send}>
      <FieldFrame id={amountId} label="Up to" problem={problem}>
        <MoneyField id={amountId} label="Up to" required draft={{ ...typed }} {...describedBy(amountId, null, problem)} onChange={(draft) => { setTyped(draft as unknown as Typed); setProblem(undefined); }} />
      </FieldFrame>
      <SelectField id={typeId} label="Of" none="every request type" value={requestTypeId} options={requestTypes} onChange={setRequestTypeId} />
      {error !== null && <Notice state="unsent" title="Not saved yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <p className={sheetStyles.acts}><Button type="submit" aria-disabled={isPending}>{isPending ? 'Sending' : 'Set the limit'}</Button></p>
    </form>
  );
}
