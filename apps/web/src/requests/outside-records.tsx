import type { RecordLink } from '@countersign/contracts/requests';
import { Link } from '@tanstack/react-router';
import { useFrame } from '../platform/screens/frame-store.js';
import { recordLinkState } from '../platform/record-sets/record-words.js';
import { State } from '../ui/state/state.js';
import styles from './related-requests.module.css';

/** The records of other systems that this request is about, and how each stands there today. */
export function OutsideRecords({ records, labels }: { readonly records: readonly RecordLink[]; readonly labels: ReadonlyMap<string, string> }) {
  const mayOpen = useFrame()?.me.permissions.includes('connection.read') === true;
  return (
    <ul className={styles.related}>
      {records.map((record) => (
        <li key={`${record.effectId ?? ''}${record.field ?? ''}`}>
          <RecordName record={record} mayOpen={mayOpen} />
          {record.state !== null && <State name={recordLinkState(record.state).name}>{recordLinkState(record.state).label}</State>}
          <span className={styles.relation}>{record.recordSetName}; {wayOf(record, labels)}</span>
        </li>
      ))}
    </ul>
  );
}

function RecordName({ record: { recordSetId, outsideId, title, problem }, mayOpen }: { readonly record: RecordLink; readonly mayOpen: boolean }) {
  if (outsideId === null) return <span>{problem}</span>;
  const name = <>{title ?? 'A record'} <span className="mono">{outsideId}</span></>;
  return mayOpen ? <Link to="/record-sets/$recordSetId" params={{ recordSetId }} search={{ record: outsideId }}>{name}</Link> : <span>{name}</span>;
}

/** By what the request is about it. */
function wayOf({ field, stepName, outsideId, version }: RecordLink, labels: ReadonlyMap<string, string>): string {
  if (field !== null) return `named in “${labels.get(field.split('/')[1] ?? '') ?? field.slice(1)}”, as of version ${version ?? ''}`;
  return outsideId === null ? `to be named by the answer to “${stepName ?? ''}”` : `named by the answer to “${stepName ?? ''}”`;
}
