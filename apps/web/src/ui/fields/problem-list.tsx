import type { Ref } from 'react';
import styles from './problem-list.module.css';

export interface ListedProblem {
  /** Id of the control it is about, or null where it is about the whole. */
  readonly controlId: string | null;
  readonly detail: string;
}

/** Everything that is wrong with a form, each a link to its field. The focus goes here when sending is refused. */
export function ProblemList({ problems, ref }: { readonly problems: readonly ListedProblem[]; readonly ref?: Ref<HTMLDivElement> }) {
  if (problems.length === 0) return null;
  return (
    <div ref={ref} className={styles.problems} role="alert" tabIndex={-1}>
      <h2>{problems.length === 1 ? 'One field to correct' : `${problems.length} fields to correct`}</h2>
      <p>Nothing was sent.</p>
      <ul>
        {problems.map(({ controlId, detail }) => (
          <li key={`${controlId ?? ''}${detail}`}>
            {controlId === null ? detail : <a href={`#${controlId}`} onClick={(event) => { event.preventDefault(); document.getElementById(controlId)?.focus(); }}>{detail}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}
