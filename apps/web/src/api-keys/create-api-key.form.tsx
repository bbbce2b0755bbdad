import { apiKeyDaysDefault, apiKeyDaysMax, createApiKey } from '@countersign/contracts/api-keys';
import type { KeyScope, ReplyOf } from '@countersign/contracts/platform';
import type { ApiKeysScreen } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { CheckList } from '../ui/fields/check-list.js';
import { SelectField, TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { ApiKeyShown } from './api-key-shown.js';

const spans = [{ id: '7', name: 'in a week' }, { id: '30', name: 'in 30 days' }, { id: String(apiKeyDaysDefault), name: `in ${apiKeyDaysDefault} days` }, { id: String(apiKeyDaysMax), name: 'in a year' }];

/** What a key is for, what it may do, until when; then its text, once. */
export function CreateApiKeyForm({ scopes, onClose }: { readonly scopes: ApiKeysScreen['data']['scopes']; readonly onClose: () => void }) {
  const [client, queries, announcer, attempt] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt()];
  const id = useId();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [days, setDays] = useState(String(apiKeyDaysDefault));
  const [problem, setProblem] = useState<{ readonly name?: string | undefined; readonly scopes?: string }>({});
  const [made, setMade] = useState<ReplyOf<typeof createApiKey> | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), scopes: [...chosen].sort() as KeyScope[], expiresInDays: Number(days) };
      return client.call(createApiKey, { body }, attempt(body));
    },
    onSuccess: async (key) => {
      setMade(key);
      announcer.say(`Recorded: the key ${key.name} is made. Copy its text now.`);
      await queries.invalidateQueries({ queryKey: ['screen', 'api-keys'] });
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const found = { ...(name.trim() === '' && { name: 'The key needs a name.' }), ...(chosen.size === 0 && { scopes: 'Tick something that the program has to do.' }) };
    setProblem(found);
    if (found.name !== undefined) return document.getElementById(id)?.focus();
    if (found.scopes === undefined) mutate();
  };
  if (made !== null) return <Dialog title={`The key ${made.name}`} onClose={onClose}><ApiKeyShown made={made} onClose={onClose} /></Dialog>;
  const groups = Object.entries(Object.groupBy(scopes.filter(({ held }) => held), ({ group }) => group));
  return (
    <Dialog title="Make an API key" onClose={onClose}>
      {error !== null && <Notice state="unsent" title="Not made yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <form className={sheetStyles.form} noValidate onSubmit={send}>
        <TextField id={id} label="Name" autoComplete="off" required maxLength={120} value={name} problem={problem.name} hint="The program that will show it, such as “Monthly export”." onChange={(value) => { setName(value); setProblem({ ...problem, name: undefined }); }} />
        <p>What it may do, named as the API names it:</p>
        {groups.map(([group, held = []]) => <CheckList key={group} legend={group} options={held.map(({ permission, sentence }) => ({ id: permission, label: sentence, code: permission, allowed: true, because: null }))} chosen={chosen} onChange={(next) => { setChosen(next); setProblem({}); }} />)}
        {problem.scopes !== undefined && <p role="alert">{problem.scopes}</p>}
        <SelectField id={`${id}-days`} label="Expires" value={days} options={spans} onChange={setDays} />
        <div className={sheetStyles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : 'Make the key'}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
