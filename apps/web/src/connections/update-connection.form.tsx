import { RefusedByServer } from '@countersign/client';
import { createConnection, updateConnection } from '@countersign/contracts/connections';
import type { ConnectionScreen } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useRef, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal, readFailure } from '../platform/api/failure.js';
import { bodyOf, draftOf, fieldOf, firstDraft, leadingTo, type ConnectionBody, type ConnectionDraft, type DraftField, type DraftProblem } from '../platform/connections/connection-draft.js';
import { connectionKindNames } from '../platform/connections/connection-words.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { SelectField, TextField } from '../ui/fields/field.js';
import { ProblemList } from '../ui/fields/problem-list.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { AnswerFields } from './answer-fields.js';
import { CallerFields } from './caller-fields.js';
import { ChatFields } from './chat-fields.js';
import { DoubtFields } from './doubt-fields.js';
import { MailServerFields } from './mail-server-fields.js';
import { PaceFields } from './pace-fields.js';
import { PresetPart } from './preset-part.js';
import styles from './connection.module.css';

type Connection = ConnectionScreen['data']['connection'];

/** What a form would say of it: not whether it is paused, nor how it is doing. */
const said = (connection: NonNullable<Connection>) => JSON.stringify(draftOf(connection));

/** What somebody fills in, and what it was when they began: where another saved something else meanwhile, the server says so instead of losing it. */
function useDraft(connection: Connection) {
  const [base, setBase] = useState(connection);
  const [draft, setDraft] = useState(() => (connection === null ? firstDraft : draftOf(connection)));
  const isSame = base !== null && connection !== null && said(base) === said(connection);
  const revision = (isSame ? connection : base)?.revision ?? 0;
  const begin = (from: Connection) => { setBase(from); setDraft(from === null ? firstDraft : draftOf(from)); };
  return { draft, setDraft, revision, begin };
}

/** Connects a system, or changes how one is called from then on. */
export function UpdateConnectionForm({ data: { connection, waitsSeconds, redirectUri } }: { readonly data: ConnectionScreen['data'] }) {
  const [client, queries, announcer, attempt, navigate] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt(), useNavigate()];
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const { draft, setDraft, revision, begin } = useDraft(connection);
  const [problems, setProblems] = useState<readonly DraftProblem[]>([]);
  const hasSecret = connection?.hasSecret === true && draft.kind === connection.auth.kind;
  const show = (found: readonly DraftProblem[]) => {
    setProblems(found);
    requestAnimationFrame(() => list.current?.focus());
  };
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (body: ConnectionBody) => {
      if (connection === null) return client.call(createConnection, { body }, attempt(body));
      const changed = { ...body, paused: connection.pausedAt !== null, revision };
      return client.call(updateConnection, { params: { connectionId: connection.id }, body: changed }, attempt(changed));
    },
    onSuccess: async (saved) => {
      announcer.say(`Recorded: ${saved.name} is ${connection === null ? 'connected' : 'changed'}.`);
      if (connection === null) await navigate({ to: '/connections/$connectionId', params: { connectionId: saved.id } });
      await queries.invalidateQueries({ queryKey: ['screen'] });
      if (connection !== null) begin({ ...connection, ...saved });
    },
    onError: (failed) => {
      const found = problemsOf(failed, draft.leadsTo);
      if (found.length > 0) show(found);
      if (isRefusal(failed, 'connection_changed')) void queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  const change = (part: Partial<ConnectionDraft>) => { setDraft({ ...draft, ...part }); setProblems([]); };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const read = bodyOf(draft, hasSecret);
    if ('problems' in read) show(read.problems);
    else mutate(read.body);
  };
  const isMail = draft.leadsTo === 'smtp';
  const fields = { id, draft, problems: new Map<DraftField, string>(problems.map(({ field, detail }) => [field, detail])), change };
  return (
    <form className={styles.form} noValidate autoComplete="off" onSubmit={send}>
      <ProblemList ref={list} problems={problems.map(({ field, detail }) => ({ controlId: `${id}-${field}`, detail }))} />
      <SheetPart title="Where it is">
        <TextField id={`${id}-name`} label="Name" autoComplete="off" required maxLength={120} hint="As it is called wherever effects are told of, such as Bank." problem={fields.problems.get('name')} value={draft.name} onChange={(name) => change({ name })} />
        {connection === null && <SelectField id={`${id}-leadsTo`} label="What it is" value={draft.leadsTo} options={connectionKindNames} hint="It stays that: another kind of system is connected besides." onChange={(leadsTo) => change(leadingTo(leadsTo as ConnectionDraft['leadsTo']))} />}
        {isMail && <MailServerFields {...fields} />}
        {draft.leadsTo === 'chat' && <ChatFields {...fields} hasSecret={hasSecret} />}
        {draft.leadsTo === 'http' && <TextField id={`${id}-baseUrl`} label="Address" type="url" autoComplete="off" spellCheck={false} required maxLength={2000} hint="Paths of calls are put behind it. Signatures are bound to it: what was approved for another address stops for a person." problem={fields.problems.get('baseUrl')} value={draft.baseUrl} onChange={(baseUrl) => change({ baseUrl })} />}
        {draft.leadsTo === 'http' && <SelectField id={`${id}-encoding`} label="Bodies" value={draft.encoding} options={[{ id: 'json', name: 'Written as JSON' }, { id: 'form', name: 'Written as form fields' }]} hint="Billing systems often take form fields. What was approved for the other way stops for a person." onChange={(encoding) => change({ encoding: encoding === 'form' ? 'form' : 'json' })} />}
      </SheetPart>
      {connection === null && draft.leadsTo === 'http' && <PresetPart onChoose={(preset) => { setDraft(draftOf({ name: draft.name, ...preset.settings })); setProblems([]); }} />}
      {draft.leadsTo !== 'chat' && <SheetPart title="How it knows who calls"><CallerFields {...fields} hasSecret={hasSecret} redirectUri={redirectUri} /></SheetPart>}
      {draft.leadsTo === 'http' && <SheetPart title="So that nothing is done twice"><DoubtFields {...fields} /></SheetPart>}
      <SheetPart title="How long and how often"><PaceFields {...fields} waitsSeconds={waitsSeconds} /></SheetPart>
      {draft.leadsTo === 'http' && <SheetPart title="What it answers"><AnswerFields {...fields} /></SheetPart>}
      {error !== null && problems.length === 0 && (
        <Notice state="unsent" title="Not saved yet" role="alert" actions={isRefusal(error, 'connection_changed') && connection !== null && <Button onClick={() => { begin(connection); reset(); }}>Show what it says now</Button>}><p>{readFailure(error).sentence}</p></Notice>
      )}
      <p className={sheetStyles.acts}><Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : connection === null ? 'Connect it' : 'Save the connection'}</Button></p>
      <p className={sheetStyles.quiet}>{connection === null ? 'Nothing is called yet: try it once it is saved.' : 'What waits goes out by what is saved here, unless the address or the way of telling who calls is another one: that stops for a person.'}</p>
    </form>
  );
}

/** What the server found, at the fields that it is about. */
function problemsOf(failed: Error, leadsTo: ConnectionDraft['leadsTo']): DraftProblem[] {
  if (!(failed instanceof RefusedByServer)) return [];
  if (failed.code === 'name_taken') return [{ field: 'name', detail: failed.message }];
  return (failed.details.errors ?? []).flatMap(({ pointer, detail }) => {
    const field = fieldOf(pointer, leadsTo);
    return field === null ? [] : [{ field, detail }];
  });
}
