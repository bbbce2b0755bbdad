import type { FlowStep } from '@countersign/contracts/screens';

type Placed = Pick<FlowStep, 'stepId' | 'branch'>;

/** A step with what stands in its branches. */
export interface NestedStep<S> {
  readonly step: S;
  readonly branches: readonly NestedBranch<S>[];
}

export interface NestedBranch<S> {
  readonly branchId: string;
  /** "If Amount is 5,000 or more", "Otherwise". */
  readonly label: string;
  readonly steps: readonly NestedStep<S>[];
}

/** Steps as they are listed, those that a step holds after it, as the tree that they are. */
export function nestSteps<S extends Placed>(listed: readonly S[]): NestedStep<S>[] {
  const held = Map.groupBy(listed, ({ branch }) => branch?.stepId ?? null);
  const nest = (steps: readonly S[]): NestedStep<S>[] => steps.map((step) => ({ step, branches: branchesOf(held.get(step.stepId) ?? []) }));
  const branchesOf = (steps: readonly S[]): NestedBranch<S>[] =>
    [...Map.groupBy(steps, ({ branch }) => branch?.branchId ?? '')].map(([branchId, inner], index) => ({ branchId, label: labelOf(inner[0]?.branch ?? null, index === 0), steps: nest(inner) }));
  return nest(held.get(null) ?? []);
}

/** Whether any step holds others: what is drawn from top to bottom cannot show it. */
export const isNested = (listed: readonly Placed[]): boolean => listed.some(({ branch }) => branch !== null);

function labelOf(branch: Placed['branch'], isFirst: boolean): string {
  if (branch === null) return '';
  if (branch.condition !== null) return `${isFirst ? 'If' : 'Otherwise, if'} ${branch.condition.text ?? branch.condition.source}`;
  return branch.branchId === 'otherwise' ? 'Otherwise' : `Branch ${branchName(branch.branchId)}`;
}

/** A branch as it is called: the number of one that was never given a name of its own. */
export const branchName = (branchId: string): string => /^branch-(\d+)$/.exec(branchId)?.[1] ?? branchId;
