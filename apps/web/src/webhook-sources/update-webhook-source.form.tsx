import { RefusedByServer } from '@countersign/client';
import type { SourceChoices } from '@countersign/contracts/screens';
import { createWebhookSource, updateWebhookSource } from '@countersign/contracts/webhook-sources';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useRef, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal, readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { bodyOf, controlAt, draftOf, firstDraft, type SourceBody, type SourceDraft, type SourceProblem } from '../platform/webhook-sources/source-draft.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { SelectField, TextField } from '../ui/fields/field.js';
import { ProblemList } from '../ui/fields/problem-list.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { SecretShown } from '../webhooks/secret-shown.js';
import { RecordRulesFields } from './record-rule-fields.js';
import { RulesFields } from './rule-fields.js';
import { SignatureFields } from './signature-fields.js';
import type { Source } from './source-standing.js';
import styles from './webhook-source.module.css';

interface Made {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
}

const said = (source: Source) => JSON.stringify(draftOf(source));

/** What somebody fills in, and what it was when they began: where another saved something else meanwhile, the server says so instead of losing it. */
function useDraft(source: Source | null) {
  const [base, setBase] = useState(source);
  const [draft, setDraft] = useState<SourceDraft>(() => (source === null ? firstDraft : draftOf(source)));
  // A pause or a new secret counts up the revision and changes nothing that stands here.
  const isSame = base !== null && source !== null && said(base) === said(source);
  const begin = (from: Source) => { setBase(from); setDraft(draftOf(from)); };
  return { draft, setDraft, revision: (isSame ? source : base)?.revision ?? 0, begin };
}

/** Makes a source and shows its secret the only time that it can be seen, or changes what is done with what comes. */
export function UpdateWebhookSourceForm({ source, choices }: { readonly source: Source | null; readonly choices: SourceChoices }) {
  const [client, queries, announcer, attempt, navigate] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt(), useNavigate()];
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const { draft, setDraft, revision, begin } = useDraft(source);
  const [problems, setProblems] = useState<readonly SourceProblem[]>([]);
  const [made, setMade] = useState<Made | null>(null);
  const show = (found: readonly SourceProblem[]) => {
    setProblems(found);
    requestAnimationFrame(() => list.current?.focus());
  };
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: async (body: SourceBody) => {
      if (source === null) return setMade(await client.call(createWebhookSource, { body }, attempt(body)));
      const { secret: _none, ...settings } = body;
      const changed = { ...settings, paused: source.pausedAt !== null, revision };
      const saved = await client.call(updateWebhookSource, { params: { sourceId: source.id }, body: changed }, attempt(changed));
      announcer.say(`Recorded: ${saved.name} is changed.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
      begin({ ...source, ...saved });
    },
    onError: (failed) => {
      const found = problemsOf(failed, draft);
      if (found.length > 0) show(found);
      if (isRefusal(failed, 'source_changed')) void queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  const change = (part: Partial<SourceDraft>) => { setDraft({ ...draft, ...part }); setProblems([]); };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const read = bodyOf(draft);
    if ('problems' in read) show(read.problems);
    else mutate(read.body);
  };
  const leave = async (sourceId: string) => {
    await navigate({ to: '/webhook-sources/$sourceId', params: { sourceId }, search: {} });
    await queries.invalidateQueries({ queryKey: ['screen'] });
  };
  const fields = { id, draft, problems: new Map(problems.map(({ control, detail }) => [control, detail])), change };
  return (
    <form className={styles.form} noValidate autoComplete="off" onSubmit={send}>
      <ProblemList ref={list} problems={problems.map(({ control, detail }) => ({ controlId: `${id}-${control}`, detail }))} />
      <SheetPart title="How it is known who sends">
        <TextField id={`${id}-name`} label="Name" required maxLength={120} hint="Of the other system, such as Shop." problem={fields.problems.get('name')} value={draft.name} onChange={(name) => change({ name })} />
        <SignatureFields {...fields} isNew={source === null} />
      </SheetPart>
      <SheetPart title="What is done with messages">
        <TextField id={`${id}-typePointer`} label="Where the type is" spellCheck={false} maxLength={300} hint="Where a message says of which type it is. A message of a type that no rule names is kept, and nothing is done." problem={fields.problems.get('typePointer')} value={draft.typePointer} onChange={(typePointer) => change({ typePointer })} />
        <SelectField id={`${id}-requesterId`} label="Requests are started by" value={draft.requesterId} none="Nobody" options={choices.requesters.map(({ memberId, name }) => ({ id: memberId, name }))} hint={fields.problems.get('requesterId') ?? 'In whose name, and with whose rights: they follow what becomes of it.'} onChange={(requesterId) => change({ requesterId })} />
        <RulesFields {...fields} choices={choices} />
      </SheetPart>
      <SheetPart title="Records that messages update">
        <RecordRulesFields {...fields} choices={choices} />
      </SheetPart>
      {error !== null && problems.length === 0 && (
        <Notice state="unsent" title="Not saved yet" role="alert" actions={isRefusal(error, 'source_changed') && source !== null && <Button onClick={() => { begin(source); reset(); }}>Show what it says now</Button>}><p>{readFailure(error).sentence}</p></Notice>
      )}
      <p className={sheetStyles.acts}><Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : source === null ? 'Create the source' : 'Save the source'}</Button></p>
      {source !== null && <p className={sheetStyles.quiet}>Messages that wait are treated by what is saved here when their turn comes.</p>}
      {made !== null && <MadeSource made={made} onDone={() => void leave(made.id)} />}
    </form>
  );
}

function MadeSource({ made: { name, secret }, onDone }: { readonly made: Made; readonly onDone: () => void }) {
  return (
    <Dialog title="Created" onClose={onDone}>
      <SecretShown title={`${name} is created. Copy its secret now.`} secret={secret}><p>It is shown only now. The other system signs with it what it sends to the address on the next page.</p></SecretShown>
      <div className={sheetStyles.acts}><Button look="ink" onClick={onDone}>Done</Button></div>
    </Dialog>
  );
}

/** What the server found, at the fields that it is about. */
function problemsOf(failed: Error, draft: SourceDraft): SourceProblem[] {
  if (!(failed instanceof RefusedByServer)) return [];
  if (failed.code === 'name_taken') return [{ control: 'name', detail: failed.message }];
  return (failed.details.errors ?? []).flatMap(({ pointer, detail }) => {
    const control = controlAt(pointer, draft);
    return control === null ? [] : [{ control, detail }];
  });
}
