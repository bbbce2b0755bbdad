import type { RecordSetScreen } from '@countersign/contracts/screens';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useId } from 'react';
import { recordState } from '../platform/record-sets/record-words.js';
import { useKeys } from '../ui/keys/use-keys.js';
import { RestedSearch } from '../ui/search/rested-search.js';
import { SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';

const route = getRouteApi('/frame/record-sets/$recordSetId');
type Data = RecordSetScreen['data'];

/** What is kept, a page at a time, or what was searched for; while that is looked for, what stood here before. */
export function RecordList({ recordSetId, records, counts, isBehind }: { readonly recordSetId: string; readonly records: Data['records']; readonly counts: Data['counts']; readonly isBehind: boolean }) {
  const { search, after } = route.useSearch();
  const kept = search === undefined ? {} : { search };
  return (
    <SheetPart title="Records" aside={<RecordSearch search={search} />}>
      <p className={sheetStyles.quiet} role="status">{search === undefined ? countWords(counts) : isBehind ? `Looking for “${search}”.` : records.items.length === 0 ? `Nothing is found for “${search}”.` : `Found for “${search}”.`}</p>
      <SheetRows>
        {records.items.map((record) => (
          <li key={record.outsideId}>
            <span className={sheetStyles.what}><Link to="/record-sets/$recordSetId" params={{ recordSetId }} search={{ ...kept, ...(after !== undefined && { after }), record: record.outsideId }}>{record.title ?? record.outsideId}</Link><span className="mono">{record.outsideId}</span></span>
            <span className={sheetStyles.what}>{record.naturalKey !== null && <span>{record.naturalKey}</span>}<span>changed <When at={record.changedAt} /></span></span>
            <span><State name={recordState(record.state).name}>{recordState(record.state).label}</State></span>
          </li>
        ))}
      </SheetRows>
      {(records.nextCursor !== null || after !== undefined) && (
        <p className={sheetStyles.acts}>
          {after !== undefined && <Link to="/record-sets/$recordSetId" params={{ recordSetId }} search={kept}>First page</Link>}
          {records.nextCursor !== null && <Link to="/record-sets/$recordSetId" params={{ recordSetId }} search={{ ...kept, after: records.nextCursor }}>Next page</Link>}
        </p>
      )}
    </SheetPart>
  );
}

function countWords({ current, gone, quarantined }: Data['counts']): string {
  if (current + gone + quarantined === 0) return 'Nothing is kept yet.';
  return [`${current} kept`, ...(quarantined > 0 ? [`${quarantined} quarantined`] : []), ...(gone > 0 ? [`${gone} gone there`] : [])].join(', ').concat('.');
}

/** The address keeps what was searched for. */
function RecordSearch({ search }: { readonly search: string | undefined }) {
  const id = useId();
  const navigate = route.useNavigate();
  useKeys([{ keys: '/', does: 'Search records', group: 'List', run: (event) => { event.preventDefault(); document.getElementById(id)?.focus(); } }]);
  return <RestedSearch id={id} label="Search" search={search} onSearch={(wanted) => void navigate({ search: wanted === undefined ? {} : { search: wanted }, replace: true, resetScroll: false })} />;
}
