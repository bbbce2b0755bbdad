import type { Paging } from '@countersign/contracts/record-sets';
import type { RecordSetDraft, RecordSetDraftField } from '../platform/record-sets/record-set-draft.js';
import { SelectField, TextField } from '../ui/fields/field.js';

export interface RecordSetFieldsProps {
  /** Ids of the controls begin with it: `<id>-path`. */
  readonly id: string;
  readonly draft: RecordSetDraft;
  readonly problems: ReadonlyMap<RecordSetDraftField, string>;
  readonly change: (part: Partial<RecordSetDraft>) => void;
}

const pagings: readonly { readonly id: Paging['kind']; readonly name: string }[] = [
  { id: 'none', name: 'Everything is in the first answer' },
  { id: 'next_pointer', name: 'Each page says where the next one is' },
  { id: 'link_header', name: 'The Link header says where the next one is' },
  { id: 'cursor', name: 'By a cursor in a parameter' },
  { id: 'offset', name: 'By how many came before, in a parameter' },
];

/** Where the records are listed, and how the next page is found. */
export function PageFields({ id, draft, problems, change }: RecordSetFieldsProps) {
  const text = (field: 'path' | 'itemsPointer' | 'nextPointer' | 'parameter' | 'cursorPointer' | 'morePointer' | 'totalPointer', label: string, hint: string) => (
    <TextField id={`${id}-${field}`} label={label} hint={hint} problem={problems.get(field)} autoComplete="off" spellCheck={false} maxLength={500} value={draft[field]} onChange={(value) => change({ [field]: value })} />
  );
  const { paging } = draft;
  return (
    <>
      {text('path', 'Path of the list', 'Behind the address of the connection, such as /vendors?limit=100.')}
      {text('itemsPointer', 'Place of the records', 'Where the list stands in the answer, such as /items; nothing where the answer is the list.')}
      <SelectField id={`${id}-paging`} label="Next page" value={paging} options={pagings} onChange={(kind) => change({ paging: kind as Paging['kind'] })} />
      {paging === 'next_pointer' && text('nextPointer', 'Place of its address', 'Nothing, or null, there ends the list.')}
      {(paging === 'cursor' || paging === 'offset') && text('parameter', 'Parameter', paging === 'cursor' ? 'Such as starting_after.' : 'Such as startIndex.')}
      {paging === 'cursor' && <>{text('cursorPointer', 'Place of the cursor', 'Leave it empty where the id of the last record is the cursor.')}{text('morePointer', 'Place of whether there is more', 'Such as /has_more; leave it empty where no cursor ends the list.')}</>}
      {paging === 'offset' && (
        <>
          <SelectField id={`${id}-first`} label="Counted from" value={draft.first} options={[{ id: '0', name: '0' }, { id: '1', name: '1' }]} onChange={(first) => change({ first })} />
          {text('totalPointer', 'Place of the total', 'Such as /totalResults; leave it empty where an empty page ends the list.')}
        </>
      )}
    </>
  );
}
