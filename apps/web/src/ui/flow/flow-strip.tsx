import { StateGlyph, type Rule } from '../state/state-glyph.js';
import styles from './flow-strip.module.css';

export interface FlowStripStep {
  readonly stepId: string;
  readonly name: string;
  readonly kind: 'approval' | 'condition' | 'parallel' | 'wait' | 'effect' | 'end';
  readonly state: 'done' | 'current' | 'stopped' | 'skipped' | 'ahead';
  readonly who: string;
  /** Of an effect: how it stands in a word of its own. */
  readonly effect?: { readonly word: string } | undefined;
}

/** How a step's standing is drawn and named, in the strip and in the path. */
export const stepRules: Readonly<Record<FlowStripStep['state'], Rule>> = { done: 'double', current: 'heavy', stopped: 'crossed', skipped: 'broken', ahead: 'dashed' };
const stepWords: Readonly<Record<FlowStripStep['state'], string>> = { done: 'done', current: 'now', stopped: 'stopped', skipped: 'skipped', ahead: 'ahead' };

export const stepWordOf = ({ state, effect }: Pick<FlowStripStep, 'state' | 'effect'>): string => effect?.word ?? stepWords[state];

const perLineMax = 5;
/** Six steps are two lines of three, not five and one. */
const perLineOf = (count: number) => (count <= perLineMax ? undefined : Math.ceil(count / Math.ceil(count / perLineMax)));

/** The steps of a run in their order, each with who and where it stands. */
export function FlowStrip({ steps, label }: { readonly steps: readonly FlowStripStep[]; readonly label: string }) {
  return (
    <ol className={styles.strip} aria-label={label} data-per-line={perLineOf(steps.length)}>
      {steps.map((step) => (
        <li key={step.stepId} data-state={step.state} {...(step.state === 'current' && { 'aria-current': 'step' })}>
          <span className={styles.state}><StateGlyph rule={stepRules[step.state]} />{stepWordOf(step)}</span>
          <b>{step.name}</b>
          {step.who !== step.name && <span className={styles.who}>{step.who}</span>}
        </li>
      ))}
    </ol>
  );
}
