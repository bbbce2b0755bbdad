import { attachmentsMax, attachmentTypes, type AttachmentView } from '@countersign/contracts/attachments';
import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { useClient } from '../platform/api/client-context.js';
import type { FormDraft } from '../platform/drafts/form-draft.js';
import { putBytes, sha256Of } from '../platform/pictures/put-bytes.js';
import { filesOfVersion, foundFiles, keptFilesOf } from '../platform/uploads/kept-files.js';
import { acceptedEndings, createUploads, type Upload, type Uploads } from '../platform/uploads/uploads.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { State } from '../ui/state/state.js';
import styles from './attachments.module.css';
import { sizeText } from '../platform/uploads/size-text.js';

/** The files of one form: those found with its draft, or else those of the version at hand. What becomes of them is kept with the draft. */
export function useUploads({ files, keepFiles }: Pick<FormDraft, 'files' | 'keepFiles'>, ofVersion: readonly AttachmentView[]): Uploads {
  const [client, announcer] = [useClient(), useAnnouncer()];
  const [uploads] = useState(() => {
    const begun = files === undefined ? filesOfVersion(ofVersion) : foundFiles(files, Date.now());
    return createUploads({ client, put: putBytes, hash: sha256Of, newKey: () => crypto.randomUUID(), say: announcer.say, nowMs: Date.now, begun });
  });
  // The draft is in step with the files, which arrive by themselves.
  useEffect(() => {
    let last = '';
    return uploads.subscribe(() => {
      const now = keptFilesOf(uploads.list());
      // How far one is sent is told many times a second, and changes nothing that is kept.
      if (JSON.stringify(now) === last) return;
      last = JSON.stringify(now);
      keepFiles(now);
    });
  }, [uploads, keepFiles]);
  return uploads;
}

/** The browser asks before a page is left whose files are still on their way: those would have to be chosen again. */
function useAskWhileMoving(isMoving: boolean): void {
  useEffect(() => {
    if (!isMoving) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isMoving]);
}

export const useUploadList = (uploads: Uploads): readonly Upload[] => useSyncExternalStore(uploads.subscribe, uploads.list);

/** Chooses files and shows how far each is; what fails can be tried again, and each can be taken away. */
export function AttachmentsField({ uploads }: { readonly uploads: Uploads }) {
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const list = useUploadList(uploads);
  useAskWhileMoving(list.some(({ state }) => state === 'sending' || state === 'checking'));
  const remove = (key: string) => {
    uploads.remove(key);
    chooser.current?.focus();
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>Files (may be left out)</label>
      <input
        ref={chooser}
        id={id}
        type="file"
        multiple
        accept={acceptedEndings}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          uploads.add([...(event.target.files ?? [])]);
          // The same file can be chosen again after it was removed.
          event.target.value = '';
        }}
      />
      <p id={`${id}-hint`} className={styles.hint}>{Object.values(attachmentTypes).join(', ')}; up to 25 MB each, {attachmentsMax} at most. They are part of the version: whoever decides is bound to these very files. What has arrived is found again when you come back; what has not has to be chosen again.</p>
      {list.length > 0 && <ul className={styles.list}>{list.map((upload) => <Line key={upload.key} upload={upload} onRetry={() => uploads.retry(upload.key)} onRemove={() => remove(upload.key)} />)}</ul>}
    </div>
  );
}

interface LineProps {
  readonly upload: Upload;
  readonly onRetry: () => void;
  readonly onRemove: () => void;
}

function Line({ upload: { name, bytes, state, share, why }, onRetry, onRemove }: LineProps) {
  const isMoving = state === 'sending' || state === 'checking';
  return (
    <li data-state={state}>
      <span className={styles.name}>{name} <span className={styles.hint}>{sizeText(bytes)}</span></span>
      <span className={styles.state}>{stateOf(state, share)}</span>
      {state === 'sending' && <progress className={styles.progress} max={1} value={share} aria-label={`${name}: how far it is sent`} />}
      {why !== null && <span className={styles.why} role={state === 'lost' ? undefined : 'alert'}>{why}</span>}
      <span className={styles.acts}>
        {state === 'failed' && <Button onClick={onRetry}>Retry<span className="spoken"> {name}</span></Button>}
        <Button onClick={onRemove}>{isMoving ? 'Cancel' : 'Remove'}<span className="spoken"> {name}</span></Button>
      </span>
    </li>
  );
}

function stateOf(state: Upload['state'], share: number) {
  switch (state) {
    case 'sending':
      return <State name="provisional">Sending, {Math.round(share * 100)} %</State>;
    case 'checking':
      return <State name="provisional">Being looked at</State>;
    case 'ready':
      return <State name="recorded">Attached</State>;
    case 'lost':
      return <State name="unsent">Has to be chosen again</State>;
    case 'failed':
      return <State name="unsent">Not attached</State>;
    case 'unusable':
      return <State name="void">Cannot be attached</State>;
  }
}
