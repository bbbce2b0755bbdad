import { Fragment, memo, useEffect, useImperativeHandle, useRef, type KeyboardEvent, type MouseEvent, type ReactNode, type Ref } from 'react';
import { nextRow } from './next-row.js';
import styles from './ledger-grid.module.css';

export interface LedgerRow {
  readonly id: string;
  /** The row's name for those who listen, read before its cells. */
  readonly title: string;
  /** Stands before both, in a size of its own: a person's picture. */
  readonly lead?: ReactNode;
  /** What stands in place of the name, where it leads somewhere. */
  readonly name?: ReactNode;
  readonly detail: string;
  /** Which of the groups it stands in. */
  readonly group?: string;
  readonly amount: ReactNode;
  readonly state: ReactNode;
}

export interface LedgerHandle {
  /** Gives the focus to the active row. */
  focus(): void;
  /** Moves the active row as the key would, and takes the focus along. */
  move(key: string): void;
}

export interface LedgerGridProps {
  readonly label: string;
  readonly rows: readonly LedgerRow[];
  readonly activeId: string | null;
  readonly onActive: (id: string) => void;
  readonly onOpen: (id: string) => void;
  /** Heads of the groups, each shown above the first of its rows. Rows of one group stand together. */
  readonly heads?: ReadonlyMap<string, ReactNode>;
  /** A line of totals under the rows. */
  readonly total?: ReactNode;
  /** Rows stay where they are and change what they say: for lists that are asked anew while one looks at them. */
  readonly isSteady?: boolean;
  /** Number of the first row. */
  readonly firstFolio?: number;
  readonly ref?: Ref<LedgerHandle>;
}

interface RowProps extends LedgerRow {
  readonly folio: number;
  readonly isActive: boolean;
}

// A row knows nothing of the rows around it, and its handlers are the grid's: moving paints two rows.
const Row = memo(function Row({ id, title, name, lead, detail, amount, state, folio, isActive }: RowProps) {
  return (
    <div role="row" className={styles.row} data-row={id} tabIndex={isActive ? 0 : -1} aria-selected={isActive}>
      <span role="gridcell" className={styles.folio}>{String(folio).padStart(2, '0')}</span>
      <span role="gridcell" className={styles.what}>{lead !== undefined && <span className={styles.lead}>{lead}</span>}<b>{name ?? title}</b><span className={styles.detail}>{detail}</span></span>
      <span role="gridcell" className={styles.worth}><b>{amount}</b>{state}</span>
    </div>
  );
});

const rowOf = (target: EventTarget): string | undefined => (target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset.row : undefined);

/**
 * A ledger: rows on hairlines with a numbered folio column, one row of which is active. Arrows, Home, End and the page
 * keys move; Enter, space or a click open. One handler for all rows, one tab stop.
 */
export function LedgerGrid({ label, rows, activeId, onActive, onOpen, heads, total, isSteady = false, firstFolio = 1, ref }: LedgerGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const follow = useRef(false);
  const index = Math.max(0, rows.findIndex(({ id }) => id === activeId));
  const active = rows[index]?.id ?? null;

  const move = (key: string) => {
    const next = nextRow(key, index, rows.length);
    const row = next === null ? undefined : rows[next];
    if (row === undefined) return false;
    follow.current = true;
    if (row.id === active) focusRow(grid.current, row.id);
    else onActive(row.id);
    return true;
  };
  useEffect(() => {
    if (follow.current && active !== null) focusRow(grid.current, active);
    follow.current = false;
  }, [active]);
  useImperativeHandle(ref, () => ({ focus: () => void (active !== null && focusRow(grid.current, active)), move: (key) => void move(key) }));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const id = rowOf(event.target);
    if (id === undefined) return;
    const isOpening = event.key === 'Enter' || event.key === ' ';
    if (isOpening && !event.repeat) onOpen(id);
    // Letters belong to the key registry, where they can be turned off.
    if (isOpening || (event.key.length > 1 && move(event.key))) event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const id = rowOf(event.target);
    if (id !== undefined) onOpen(id);
  };

  const headBefore = (at: number) => {
    const group = rows[at]?.group;
    return group === undefined || group === rows[at - 1]?.group ? undefined : heads?.get(group);
  };
  const headCount = rows.filter((_, at) => headBefore(at) !== undefined).length;

  return (
    <div ref={grid} className={styles.grid}>
      <div role="grid" aria-label={label} aria-rowcount={rows.length + headCount} onKeyDown={onKeyDown} onClick={onClick}>
        {rows.map((row, at) => {
          const head = headBefore(at);
          return (
            <Fragment key={isSteady ? at : row.id}>
              {head !== undefined && <div role="row" className={styles.head}><span role="rowheader" aria-colspan={3}>{head}</span></div>}
              <Row {...row} folio={firstFolio + at} isActive={row.id === active} />
            </Fragment>
          );
        })}
      </div>
      {total}
    </div>
  );
}

function focusRow(grid: HTMLElement | null, id: string): void {
  const row = grid?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}
