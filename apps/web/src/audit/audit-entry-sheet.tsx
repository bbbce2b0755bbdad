import type { AuditRow } from '@countersign/contracts/screens';
import { codeOf } from '@countersign/contracts/platform';
import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import { pathText } from '../platform/audit/path-text.js';
import { Button } from '../ui/button/button.js';
import { When } from '../ui/time/when.js';
import styles from './audit.module.css';

export interface AuditEntrySheetProps {
  readonly row: AuditRow;
  readonly level: 1 | 2;
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly onClose: () => void;
  readonly onSubject: (subjectId: string) => void;
  readonly onEntry: (entryId: string) => void;
  /** Whether an entry is on this list, and so can be opened beside it. */
  readonly isKnown: (entryId: string) => boolean;
}

/** One entry: who, what, when, why, through which path, because of what, and what it changed. */
export function AuditEntrySheet({ row, level, headingRef, onClose, onSubject, onEntry, isKnown }: AuditEntrySheetProps) {
  const { entry, did, changes, cause } = row;
  const { actor, subject, at, reason, traceId, leaf } = entry;
  const [plain, digests] = [changes.filter((change) => !isDigest(change)), changes.filter(isDigest)];
  const Heading = level === 1 ? 'h1' : 'h2';
  const Part = level === 1 ? 'h2' : 'h3';
  return (
    <article className={styles.sheet}>
      <p className={styles.back}><Button look="bare" onClick={onClose}>{level === 1 ? 'Back to the audit' : 'Close'}</Button></p>
      <Heading ref={headingRef} tabIndex={-1}>{actor.name} {did}</Heading>
      <dl className={styles.facts}>
        <div><dt>When</dt><dd><When at={at} /></dd></div>
        {reason !== null && reason !== '' && <div><dt>Why</dt><dd>{reason}</dd></div>}
        <div><dt>Path</dt><dd>{pathText(entry)}</dd></div>
        {cause !== null && <div><dt>Because</dt><dd>{isKnown(cause.id) ? <Button look="bare" onClick={() => onEntry(cause.id)}>{cause.text}</Button> : cause.text}</dd></div>}
        <div>
          <dt>About</dt>
          <dd>
            {subject.kind === 'request' ? <Link to="/requests/$requestId" params={{ requestId: subject.id }}>{subject.label}</Link> : subject.label}
            {' '}<Button look="bare" onClick={() => onSubject(subject.id)}>everything about it</Button>
          </dd>
        </div>
      </dl>
      <Part>What it changed</Part>
      {plain.length === 0 && <p className={styles.quiet}>It changed no value that was there before.</p>}
      {plain.length > 0 && <dl className={styles.facts}>{plain.map((change) => <Change key={change.field} {...change} />)}</dl>}
      <details className={styles.digests}>
        <summary>For checking it</summary>
        <dl className={styles.facts}>
          {digests.map((change) => <Change key={change.field} {...change} />)}
          <div><dt>Entry</dt><dd className="mono">{codeOf(leaf)}</dd></div>
          {traceId !== null && <div><dt>Trace</dt><dd className="mono">{traceId}</dd></div>}
        </dl>
      </details>
    </article>
  );
}

const isDigest = ({ field }: AuditRow['changes'][number]) => /digest$/i.test(field);

function Change({ field, before, after }: AuditRow['changes'][number]) {
  return (
    <div>
      <dt>{field}</dt>
      <dd>
        {before !== null && <><span className="spoken">was </span><s>{before === '' ? 'nothing' : before}</s>{' '}</>}
        {after === null ? <span>was taken away</span> : <><span className="spoken">is now </span>{after === '' ? 'nothing' : after}</>}
      </dd>
    </div>
  );
}
