import { RefusedByServer } from '@countersign/client';
import { useRef, useState } from 'react';
import { readFailure } from '../platform/api/failure.js';
import { checkDraft, explainProblems } from '../platform/content/check-draft.js';
import { AttachmentsField, useUploadList } from '../attachments/attachments-field.js';
import { describeForm, isObject, type Schema } from '../platform/content/describe-form.js';
import type { Draft, Problem } from '../platform/content/draft.js';
import { stillOpen, type Uploads } from '../platform/uploads/uploads.js';
import { Button } from '../ui/button/button.js';
import { ProblemList } from '../ui/fields/problem-list.js';
import { useKeys } from '../ui/keys/use-keys.js';
import { Notice } from '../ui/notice/notice.js';
import { ContentField, controlId } from './content-field.js';
import styles from './content-form.module.css';
import { RecordsOfType } from './record-picker.js';

export interface ContentFormProps {
  readonly form: Schema;
  /** Whose form it is: what its fields for records can name is asked of it. */
  readonly requestTypeId: string;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  /** What the button says: "Submit to Jun Ito". */
  readonly label: string;
  /** Sends it; rejects with what the client threw. */
  readonly onSend: (content: Record<string, unknown>) => Promise<void>;
  /** Files that go with it. */
  readonly uploads?: Uploads;
  /** Beside the button. */
  readonly children?: React.ReactNode;
}

/** A tenant's form: checked here by the server's own rules, sent, and its problems shown in place and in a list. */
export function ContentForm({ form, requestTypeId, draft, onDraft, label, onSend, uploads, children }: ContentFormProps) {
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isHeldUp, setHeldUp] = useState(false);
  const [isSending, setSending] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const typed = isObject(draft) ? (draft as Readonly<Record<string, Draft>>) : {};

  const show = (found: readonly Problem[]) => {
    setProblems(found);
    requestAnimationFrame(() => list.current?.focus());
  };
  const change = (next: Draft) => {
    onDraft(next);
    if (problems.length === 0) return;
    // What is mended goes at once; what is newly wrong is said when it is sent.
    const still = checkDraft(form, next).problems;
    setProblems(problems.filter(({ pointer }) => still.some((problem) => problem.pointer === pointer)));
  };
  const send = async () => {
    if (isSending) return;
    setFailure(null);
    const checked = checkDraft(form, draft);
    if (checked.problems.length > 0) return show(checked.problems);
    setProblems([]);
    const isHeldUp = uploads !== undefined && stillOpen(uploads.list()) !== null;
    setHeldUp(isHeldUp);
    if (isHeldUp) return;
    setSending(true);
    try {
      await onSend(checked.content);
    } catch (error) {
      const fieldErrors = error instanceof RefusedByServer ? (error.details.errors ?? []) : [];
      if (fieldErrors.length > 0) show(explainProblems(form, draft, fieldErrors));
      else setFailure(readFailure(error).sentence);
    } finally {
      setSending(false);
    }
  };
  useKeys([{ keys: '$mod+Enter', does: label, group: 'Request', inFields: true, run: () => void send() }]);

  return (
    <form noValidate className={styles.form} onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <ProblemList ref={list} problems={problems.map(({ pointer, detail }) => ({ controlId: pointer === '' ? null : controlId(pointer), detail }))} />
      <div className={styles.fields}>
        <RecordsOfType value={requestTypeId}>
          {describeForm(form).map((field) => <ContentField key={field.pointer} field={field} draft={typed[field.name]} problems={problems} onChange={(part) => change({ ...typed, [field.name]: part })} />)}
        </RecordsOfType>
      </div>
      {uploads !== undefined && <AttachmentsField uploads={uploads} />}
      {uploads !== undefined && isHeldUp && <HeldUp uploads={uploads} />}
      {failure !== null && <Notice state="unsent" title="Not sent" role="alert"><p>{failure} What you typed is kept at this browser; sending it again records it once.</p></Notice>}
      {isSending && <Notice state="provisional" title="Sending" role="status" />}
      <div className={styles.acts}>
        <Button type="submit" look="ink" keys="$mod+Enter" aria-disabled={isSending}>{failure === null ? label : 'Retry'}</Button>
        {children}
      </div>
    </form>
  );
}

/** That it was not sent because of its files; gone as soon as they are all there or taken away. */
function HeldUp({ uploads }: { readonly uploads: Uploads }) {
  const why = stillOpen(useUploadList(uploads));
  return why === null ? null : <Notice state="unsent" title="Not sent" role="alert"><p>{why}</p></Notice>;
}
