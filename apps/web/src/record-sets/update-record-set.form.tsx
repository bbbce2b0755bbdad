import { RefusedByServer } from '@countersign/client';
import { connectionPresets } from '@countersign/contracts/connections';
import { createRecordSet, updateRecordSet } from '@countersign/contracts/record-sets';
import type { RecordSetScreen } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useRef, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal, readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { firstRecordSetDraft, recordSetBodyOf, recordSetDraftOf, recordSetFieldOf, type RecordSetBody, type RecordSetDraft, type RecordSetDraftField, type RecordSetProblem } from '../platform/record-sets/record-set-draft.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { SelectField, TextField } from '../ui/fields/field.js';
import { ProblemList } from '../ui/fields/problem-list.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { KeptFields } from './kept-fields.js';
import { PageFields } from './page-fields.js';
import styles from './record-set.module.css';

type RecordSet = RecordSetScreen['data']['recordSet'];

/** The sets that are known of systems of a known shape. */
const presetSets = connectionPresets.flatMap((preset) => preset.recordSets.map((set) => ({ id: `${preset.id} ${set.name}`, label: `${set.name}: ${preset.name}`, draft: recordSetDraftOf({ ...set, connectionId: '' }) })));

/** What somebody fills in, and what it was when they began: where another saved something else meanwhile, the server says so instead of losing it. */
function useDraft(recordSet: RecordSet) {
  const [base, setBase] = useState(recordSet);
  const [draft, setDraft] = useState(() => (recordSet === null ? firstRecordSetDraft : recordSetDraftOf(recordSet)));
  const begin = (from: RecordSet) => { setBase(from); setDraft(from === null ? firstRecordSetDraft : recordSetDraftOf(from)); };
  return { draft, setDraft, revision: base?.revision ?? 0, begin };
}

/** Says which records are kept, or changes how they are read from then on. */
export function UpdateRecordSetForm({ recordSet, connections }: { readonly recordSet: RecordSet; readonly connections: RecordSetScreen['data']['connections'] }) {
  const [client, queries, announcer, attempt, navigate] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt(), useNavigate()];
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const { draft, setDraft, revision, begin } = useDraft(recordSet);
  const [problems, setProblems] = useState<readonly RecordSetProblem[]>([]);
  const show = (found: readonly RecordSetProblem[]) => {
    setProblems(found);
    requestAnimationFrame(() => list.current?.focus());
  };
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (body: RecordSetBody) => {
      if (recordSet === null) return client.call(createRecordSet, { body }, attempt(body));
      const { connectionId: _stays, ...rest } = body;
      const changed = { ...rest, revision };
      return client.call(updateRecordSet, { params: { recordSetId: recordSet.id }, body: changed }, attempt(changed));
    },
    onSuccess: async (saved) => {
      announcer.say(`Recorded: ${saved.name} is ${recordSet === null ? 'kept' : 'changed'}.`);
      if (recordSet === null) await navigate({ to: '/record-sets/$recordSetId', params: { recordSetId: saved.id }, search: {} });
      await queries.invalidateQueries({ queryKey: ['screen'] });
      if (recordSet !== null) begin({ ...recordSet, ...saved });
    },
    onError: (failed) => {
      const found = problemsOf(failed);
      if (found.length > 0) show(found);
      if (isRefusal(failed, 'record_set_changed')) void queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  const change = (part: Partial<RecordSetDraft>) => { setDraft({ ...draft, ...part }); setProblems([]); };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const read = recordSetBodyOf(draft);
    if ('problems' in read) show(read.problems);
    else mutate(read.body);
  };
  const fields = { id, draft, problems: new Map<RecordSetDraftField, string>(problems.map(({ field, detail }) => [field, detail])), change };
  if (recordSet === null && connections.length === 0) return <p>No system is connected yet: connect one first.</p>;
  return (
    <form className={styles.form} noValidate autoComplete="off" onSubmit={send}>
      <ProblemList ref={list} problems={problems.map(({ field, detail }) => ({ controlId: `${id}-${field}`, detail }))} />
      <SheetPart title="Which records">
        <TextField id={`${id}-name`} label="Name" autoComplete="off" required maxLength={120} hint="As they are called here, such as Vendors in the ERP." problem={fields.problems.get('name')} value={draft.name} onChange={(name) => change({ name })} />
        {recordSet === null && <SelectField id={`${id}-connectionId`} label="Connection" none="Choose a system" value={draft.connectionId} options={connections} hint={fields.problems.get('connectionId') ?? 'It cannot be another one later.'} onChange={(connectionId) => change({ connectionId })} />}
        {recordSet === null && <SelectField id={`${id}-preset`} label="Begin with" none="Nothing filled in" value="" options={presetSets.map(({ id: known, label }) => ({ id: known, name: label }))} hint="Fills in what is known of such a system; all of it can be changed." onChange={(chosen) => { const preset = presetSets.find((each) => each.id === chosen); if (preset) change({ ...preset.draft, connectionId: draft.connectionId }); }} />}
        <TextField id={`${id}-everyMinutes`} label="Minutes between readings" inputMode="numeric" autoComplete="off" maxLength={5} hint="Leave it empty to read them only when somebody asks." problem={fields.problems.get('everyMinutes')} value={draft.everyMinutes} onChange={(everyMinutes) => change({ everyMinutes })} />
      </SheetPart>
      <SheetPart title="How they are listed"><PageFields {...fields} /></SheetPart>
      <SheetPart title="What is kept of each"><KeptFields {...fields} /></SheetPart>
      {error !== null && problems.length === 0 && (
        <Notice state="unsent" title="Not saved yet" role="alert" actions={isRefusal(error, 'record_set_changed') && recordSet !== null && <Button onClick={() => { begin(recordSet); reset(); }}>Show what it says now</Button>}><p>{readFailure(error).sentence}</p></Notice>
      )}
      <p className={sheetStyles.acts}><Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : recordSet === null ? 'Keep them' : 'Save the record set'}</Button></p>
      <p className={sheetStyles.quiet}>{recordSet === null ? 'Nothing is read yet: have it read once it is saved.' : 'What is kept stays as it is until it is read again; a reading that is under way ends.'}</p>
    </form>
  );
}

/** What the server found, at the fields that it is about. */
function problemsOf(failed: Error): RecordSetProblem[] {
  if (!(failed instanceof RefusedByServer)) return [];
  if (failed.code === 'name_taken') return [{ field: 'name', detail: failed.message }];
  return (failed.details.errors ?? []).flatMap(({ pointer, detail }) => {
    const field = recordSetFieldOf(pointer);
    return field === null ? [] : [{ field, detail }];
  });
}
