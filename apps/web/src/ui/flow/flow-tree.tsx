import { StateGlyph } from '../state/state-glyph.js';
import { stepRules, stepWordOf, type FlowStripStep } from './flow-strip.js';
import styles from './flow-tree.module.css';
import { StepTree, type TreeStep } from './step-tree.js';

/** A run whose steps hold others, a line for each: what goes side by side is drawn so, which a strip cannot. */
export function FlowTree({ steps, label }: { readonly steps: readonly TreeStep<FlowStripStep>[]; readonly label: string }) {
  return <StepTree steps={steps} label={label} stateOf={({ state }) => state} body={({ step }) => <Line step={step} />} />;
}

function Line({ step }: { readonly step: FlowStripStep }) {
  const { name, state, who } = step;
  return (
    <p className={styles.line} data-state={state}>
      <span className={styles.state}><StateGlyph rule={stepRules[state]} />{stepWordOf(step)}</span>
      <b>{name}</b>
      {who !== name && who !== '' && <span className={styles.who}>{who}</span>}
    </p>
  );
}
