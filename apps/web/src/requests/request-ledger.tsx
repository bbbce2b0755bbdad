import type { RequestSheet, TimelineRow } from '@countersign/contracts/screens';
import { Mark } from '../ui/mark/mark.js';
import { Problem } from '../ui/exchange/problem.js';
import { StateGlyph, type Rule } from '../ui/state/state-glyph.js';
import { When } from '../ui/time/when.js';
import { OwnNote } from './own-note.js';
import styles from './request-ledger.module.css';

const rules: Readonly<Record<TimelineRow['kind'], Rule>> = {
  submitted: 'single', revised: 'stepped', approved: 'double', rejected: 'crossed', changes_requested: 'broken', withdrawn: 'crossed',
  opened: 'single', needs_approver: 'broken', skipped: 'broken', voided: 'stepped', ended: 'double', effect: 'heavy', noted: 'single',
  waits: 'dashed', revoked: 'stepped', expired: 'broken', migrated: 'stepped', reversed: 'crossed',
};
// What a person wrote is quoted; what the house adds follows after a colon.
const said: readonly TimelineRow['kind'][] = ['approved', 'rejected', 'changes_requested', 'withdrawn', 'noted', 'revoked', 'migrated', 'reversed'];
// Others are asked to decide by a person with a reason, or by the house.
const isSaid = ({ kind, who }: TimelineRow) => said.includes(kind) || (kind === 'opened' && who !== null);
// A return is neither a signature nor the end: it waits for a new version.
const ringOf = (kind: TimelineRow['kind']) => (kind === 'rejected' ? 'void' : kind === 'changes_requested' ? 'stale' : 'recorded');
const isDigest = (mark: string | null): mark is string => mark !== null && /^[0-9a-f]{64}$/.test(mark);

/** Everything that became true of a request, oldest first, each with who and when. */
export function RequestLedger({ sheet }: { readonly sheet: RequestSheet }) {
  const { timeline: rows, request } = sheet;
  return (
    <ol className={styles.ledger}>
      {rows.map((row, at) => (
        <li key={`${row.at}${at}`} data-kind={row.kind}>
          <span className={styles.folio} aria-hidden="true">{String(at + 1).padStart(2, '0')}</span>
          <span className={styles.glyph}>
            {isDigest(row.mark) ? <Mark content={request.current.revisionDigest} rings={[{ digest: row.mark, kind: ringOf(row.kind) }]} sizePx={24} /> : <StateGlyph rule={rules[row.kind]} />}
          </span>
          <span className={styles.what}>
            {row.who !== null && <b>{row.who} </b>}{row.what}
            {row.note !== null && row.note !== '' && (isSaid(row) ? <q>{row.note}</q> : <span>: <Problem text={row.note} /></span>)}
            {row.written !== null && <OwnNote sheet={sheet} written={row.written} />}
          </span>
          <span className={styles.when}><When at={row.at} /></span>
        </li>
      ))}
    </ol>
  );
}
