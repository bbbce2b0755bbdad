import type { RequestStatus } from '@countersign/contracts/requests';
import { SentenceSelect } from '../ui/sentence/sentence-select.js';
import { spans } from '../ui/sentence/spans.js';
import styles from './requests.module.css';
import type { RequestsChange, RequestsSearch } from './show-requests.query.js';

/** Each state that a request can be in: none can be forgotten here. */
const stateLabels: Readonly<Record<RequestStatus, string>> = {
  open: 'that wait',
  returned: 'that were returned',
  needs_approver: 'that need an approver',
  approved: 'that are approved',
  rejected: 'that are rejected',
  withdrawn: 'that are withdrawn',
  cancelled: 'that are cancelled',
  reversed: 'that are reversed',
};
const states = [{ value: '', label: 'in any state' }, ...Object.entries(stateLabels).map(([value, label]) => ({ value, label }))];

export interface RequestsFilterProps {
  readonly search: RequestsSearch;
  readonly types: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (change: RequestsChange) => void;
}

/** What the list is narrowed to, as a sentence. */
export function RequestsFilter({ search, types, onChange }: RequestsFilterProps) {
  const change = (name: keyof RequestsSearch) => (value: string) => onChange({ [name]: value === '' ? undefined : value });
  return (
    <div className={styles.sentence} role="group" aria-label="What is shown">
      <SentenceSelect label="Type" value={search.type ?? ''} options={[{ value: '', label: 'Requests of any type' }, ...types.map(({ id, name }) => ({ value: id, label: name }))]} onChange={change('type')} />
      <SentenceSelect label="State" value={search.state ?? ''} options={states} onChange={change('state')} />
      <SentenceSelect label="Requester" value={search.of ?? ''} options={[{ value: '', label: 'submitted by anyone' }, { value: 'me', label: 'submitted by me' }]} onChange={change('of')} />
      <SentenceSelect label="Period" value={search.days ?? ''} options={spans} onChange={change('days')} />
    </div>
  );
}
