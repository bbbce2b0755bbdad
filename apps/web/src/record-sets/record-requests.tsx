import type { RecordSetScreen } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { RequestState } from '../requests/request-state.js';
import { SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';

/** The requests that are about a record, as far as this person may see them. */
export function RecordRequests({ requests: { items, more } }: { readonly requests: RecordSetScreen['data']['requests'] }) {
  return (
    <SheetPart title="Requests about it">
      {items.length === 0 && <p className={sheetStyles.quiet}>No request that you may see is about it.</p>}
      <SheetRows>
        {items.map(({ id, number, title, requestTypeName, status }) => (
          <li key={id}>
            <span className={sheetStyles.what}><Link to="/requests/$requestId" params={{ requestId: id }}>{requestTypeName} <span className="mono">{number}</span>: {title}</Link></span>
            <span><RequestState status={status} /></span>
          </li>
        ))}
      </SheetRows>
      {more && <p className={sheetStyles.quiet}>These are the newest {items.length} of them.</p>}
    </SheetPart>
  );
}
