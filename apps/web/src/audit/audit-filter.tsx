import type { AuditScreen } from '@countersign/contracts/screens';
import { SentenceSelect } from '../ui/sentence/sentence-select.js';
import { spans } from '../ui/sentence/spans.js';
import styles from './audit.module.css';
import type { AuditChange, AuditSearch } from './show-audit.query.js';
import { RequestNumber } from './request-number.js';

export interface AuditFilterProps {
  readonly search: AuditSearch;
  readonly screen: AuditScreen | undefined;
  /** What the subject that is asked for is called, where one is. */
  readonly subjectLabel: string | null;
  readonly onChange: (change: AuditChange) => void;
}

const paths = [{ value: '', label: 'by any path' }, { value: 'screen', label: 'on screen' }, { value: 'api', label: 'by the API' }, { value: 'job', label: 'by the worker' }] as const;

/** What the audit is narrowed to, as a sentence: "anyone approved a request, request 42, by any path, at any time". */
export function AuditFilter({ search, screen, subjectLabel, onChange }: AuditFilterProps) {
  const change = (name: keyof AuditSearch) => (value: string) => onChange({ [name]: value === '' ? undefined : value });
  return (
    <div id="audit-filter" className={styles.sentence} role="group" aria-label="What is shown">
      <SentenceSelect label="Person" value={search.who ?? ''} options={[{ value: '', label: 'Anyone' }, ...(screen?.data.people ?? []).map(({ id, name }) => ({ value: id, label: name }))]} onChange={change('who')} />
      <SentenceSelect label="Action" value={search.did ?? ''} options={[{ value: '', label: 'did anything' }, ...(screen?.data.actions ?? []).map(({ id, label }) => ({ value: id, label }))]} onChange={change('did')} />
      {subjectLabel === null
        ? <RequestNumber value={search.request ?? ''} onChange={change('request')} />
        : <SentenceSelect label="Subject" value={search.subject ?? ''} options={[{ value: '', label: 'anything' }, { value: search.subject ?? '', label: subjectLabel }]} onChange={change('subject')} />}
      <SentenceSelect label="Path" value={search.by ?? ''} options={paths} onChange={change('by')} />
      <SentenceSelect label="Period" value={search.days ?? ''} options={spans} onChange={change('days')} />
    </div>
  );
}
