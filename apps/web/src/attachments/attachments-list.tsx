import { attachmentTypes, type AttachmentView } from '@countersign/contracts/attachments';
import { codeOf } from '@countersign/contracts/platform';
import { sizeText } from '../platform/uploads/size-text.js';
import styles from './attachments.module.css';

/** The files of a version. Each is kept by whoever opens it, never shown as a page of ours. */
export function AttachmentsList({ requestId, attachments }: { readonly requestId: string; readonly attachments: readonly AttachmentView[] }) {
  return (
    <ul className={styles.list}>
      {attachments.map(({ id, name, mediaType, bytes, sha256 }) => (
        <li key={id}>
          <a className={styles.name} href={`/v1/requests/${requestId}/attachments/${id}`} download={name}>{name}</a>
          <span className={styles.hint}>{attachmentTypes[mediaType]}, {sizeText(bytes)}, code <span className="mono" title={sha256}>{codeOf(sha256)}</span></span>
        </li>
      ))}
    </ul>
  );
}
