import type { WorkflowFinding } from '@countersign/contracts/workflows';
import { State } from '../ui/state/state.js';
import styles from './edit-workflow.module.css';

/** The condition that a finding is about, as its step has it. */
export type SourceAt = (part: string) => string | undefined;

export interface FindingsListProps {
  readonly findings: readonly WorkflowFinding[];
  /** Leads to the step and the field. */
  readonly onGo: (finding: WorkflowFinding) => void;
  readonly sourceAt?: SourceAt;
  readonly id?: string;
}

/** What keeps a step from being saved: each leads to its field, and shows the place in the condition that it is about. */
export function FindingsList({ findings, onGo, sourceAt, id }: FindingsListProps) {
  if (findings.length === 0) return null;
  return (
    <ul id={id} className={styles.findings}>
      {findings.map((finding, index) => {
        const { message, at } = finding;
        const source = at === null ? undefined : sourceAt?.(at.part);
        return (
          <li key={`${index} ${message}`}>
            <button type="button" className={styles.lead} onClick={() => onGo(finding)}><State name="void">{message}</State></button>
            {at !== null && source !== undefined && <Place source={source} offset={at.offset} length={at.length} line={at.line} column={at.column} />}
          </li>
        );
      })}
    </ul>
  );
}

function Place({ source, offset, length, line, column }: { readonly source: string; readonly offset: number; readonly length: number; readonly line: number; readonly column: number }) {
  return (
    <p className={styles.passage}>
      <code>{source.slice(0, offset)}<mark>{source.slice(offset, offset + length) || ' '}</mark>{source.slice(offset + length)}</code>
      <span> Line {line}, column {column}</span>
    </p>
  );
}
