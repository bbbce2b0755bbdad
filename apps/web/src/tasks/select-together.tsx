import { decisionsMax } from '@countersign/contracts/tasks';
import type { InboxRow } from '@countersign/contracts/screens';
import { useMemo, useState } from 'react';
import { extendRows, keepThere, nothingSelected, selectKind, toggleRow, type Selected } from '../platform/screens/select-rows.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { useKeys } from '../ui/keys/use-keys.js';
import type { LedgerRow } from '../ui/ledger/ledger-grid.js';
import { State } from '../ui/state/state.js';
import styles from './inbox.module.css';

/** Rows of the inbox that are about to be decided together. */
export interface Together {
  /** Whether rows are being selected: a row that is pressed is selected then, not opened. */
  readonly isOn: boolean;
  readonly rows: readonly InboxRow[];
  readonly typeName: string | null;
  begin(): void;
  leave(): void;
  toggle(id: string): void;
  selectType(): void;
  keepOnly(ids: readonly string[]): void;
}

const whyNot = { other_kind: 'Only requests of one type can be decided together.', full: `Not more than ${decisionsMax} can be decided together.` } as const;

/** Selects with x, a range with Shift and x. Nothing is decided by it. */
export function useTogether(waiting: readonly InboxRow[], currentId: string | undefined): Together {
  const announcer = useAnnouncer();
  const [isOn, setOn] = useState(false);
  const [kept, setKept] = useState(nothingSelected);
  const kinds = useMemo(() => waiting.map(({ id, requestTypeName }) => ({ id, kind: requestTypeName })), [waiting]);
  const selection = keepThere(kept, kinds);
  const rows = useMemo(() => selection.ids.flatMap((id) => waiting.find((row) => row.id === id) ?? []), [selection.ids, waiting]);
  const take = ({ selection: next, refused }: Selected) => {
    setOn(true);
    setKept(next);
    announcer.say(`${next.ids.length} selected.${refused === null ? '' : ` ${whyNot[refused]}`}`);
  };
  const typeName = rows[0]?.requestTypeName ?? waiting.find(({ id }) => id === currentId)?.requestTypeName ?? null;
  const leave = () => {
    setOn(false);
    setKept(nothingSelected);
  };
  useKeys(currentId === undefined ? [] : [
    { keys: 'x', does: 'Select the row, to decide several together', group: 'List', run: () => take(toggleRow(selection, kinds, currentId, decisionsMax)) },
    { keys: 'Shift+X', does: 'Select from the last one to here', group: 'List', run: () => take(extendRows(selection, kinds, currentId, decisionsMax)) },
  ]);
  return {
    isOn,
    rows,
    typeName,
    begin: () => setOn(true),
    leave,
    toggle: (id) => take(toggleRow(selection, kinds, id, decisionsMax)),
    selectType: () => { if (typeName !== null) take(selectKind(selection, kinds, typeName, decisionsMax)); },
    keepOnly: (ids) => setKept({ ids, anchor: null }),
  };
}

/** The same rows, those that are selected marked so. */
export function markSelected(rows: readonly LedgerRow[], selected: readonly InboxRow[]): readonly LedgerRow[] {
  if (selected.length === 0) return rows;
  const ids = new Set(selected.map(({ id }) => id));
  return rows.map((row) => (ids.has(row.id) ? { ...row, state: <State name="provisional">Selected</State> } : row));
}

/** Begins, widens and leaves the selection; for those who do not use keys. */
export function SelectBar({ together }: { readonly together: Together }) {
  if (!together.isOn) return <p className={styles.select}><Button look="bare" keys="x" onClick={together.begin}>Decide several together</Button></p>;
  return (
    <p className={styles.select}>
      <span>{together.rows.length === 0 ? 'Choose rows of one type.' : `${together.rows.length} selected`}</span>
      {together.typeName !== null && <Button look="bare" onClick={together.selectType}>Select all of “{together.typeName}”</Button>}
      <Button look="bare" keys="Escape" onClick={together.leave}>Leave it</Button>
    </p>
  );
}
