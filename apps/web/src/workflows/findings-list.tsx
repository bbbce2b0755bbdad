import type { WorkflowFinding } from '@countersign/contracts/workflows';
import { State } from '../ui/state/state.js';
import styles from './edit-workflow.module.css';

/** The condition that a finding is about, as its step has it. */
export type SourceAt = (part: string) => string | undefined;

/** What keeps a step from being saved, each with the place in the condition that it is about. */
export function FindingsList({ findings, sourceAt, id }: { readonly findings: readonly WorkflowFinding[]; readonly sourceAt?: SourceAt; readonly id?: string }) {
  if (findings.length === 0) return null;
  return (
    <ul id={id} className={styles.findings}>
      {findings.map(({ message, at }, index) => {
        const source = at === null ? undefined : sourceAt?.(at.part);
        return (
          <li key={`${index} ${message}`}>
            <State name="void">{message}</State>
            {at !== null && source !== undefined && <Place source={source} offset={at.offset} length={at.length} line={at.line} column={at.column} />}
          </li>
        );
      })}
    </ul>
  );
}

function Place({ source, offset, length, line, column }: { readonly source: string; readonly offset: number; readonly length: number; readonly line: number; readonly column: number }) {
  return (
    <p className={styles.place}>
      <code>{source.slice(0, offset)}<mark>{source.slice(offset, offset + length) || ' '}</mark>{source.slice(offset + length)}</code>
      <span> Line {line}, column {column}</span>
    </p>
  );
}
