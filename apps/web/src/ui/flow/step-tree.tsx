import type { ReactNode } from 'react';
import styles from './step-tree.module.css';

export interface TreeStep<S> {
  readonly step: S;
  readonly branches: readonly TreeBranch<S>[];
}

export interface TreeBranch<S> {
  readonly branchId: string;
  readonly label: string;
  readonly steps: readonly TreeStep<S>[];
}

export interface StepTreeProps<S> {
  readonly steps: readonly TreeStep<S>[];
  readonly label?: string;
  /** What is said of a step. */
  readonly body: (item: TreeStep<S>) => ReactNode;
  /** Where a run stands at it; nothing for a definition by itself. */
  readonly stateOf?: (step: S) => string;
}

/** Steps one below the other, and branches as lines that leave the step which holds them: lists within lists, for those who listen. */
export function StepTree<S extends { readonly stepId: string; readonly name: string; readonly kind: string }>({ steps, label, body, stateOf }: StepTreeProps<S>) {
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((item) => {
        const { step, branches } = item;
        const state = stateOf?.(step);
        return (
          <li key={step.stepId} data-state={state} {...(state === 'current' && branches.length === 0 && { 'aria-current': 'step' as const })}>
            {body(item)}
            {branches.length > 0 && (
              <ol className={styles.branches} aria-label={`Branches of ${step.name}`} data-kind={step.kind}>
                {branches.map((branch) => (
                  <li key={branch.branchId} {...(stateOf !== undefined && { 'data-taken': isTaken(branch, stateOf) })}>
                    <p className={styles.branch}>{branch.label}</p>
                    <StepTree steps={branch.steps} label={branch.label} body={body} {...(stateOf !== undefined && { stateOf })} />
                  </li>
                ))}
              </ol>
            )}
          </li>
        );
      })}
    </ol>
  );
}

const open: readonly string[] = ['done', 'current', 'stopped'];
const isTaken = <S,>({ steps }: TreeBranch<S>, stateOf: (step: S) => string): boolean => steps.some(({ step }) => open.includes(stateOf(step)));
