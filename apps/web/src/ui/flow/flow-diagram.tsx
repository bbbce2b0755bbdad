import { useMemo } from 'react';
import type { FlowStripStep } from './flow-strip.js';
import styles from './flow-diagram.module.css';
import { layOutFlow, type DrawnStep } from './lay-out-flow.js';

export interface DiagramStep extends Omit<DrawnStep, 'run'> {
  /** Where a run stands at it; nothing for a definition by itself. */
  readonly run?: { readonly state: FlowStripStep['state']; readonly isReached: boolean };
}

export interface FlowDiagramProps {
  readonly steps: readonly DiagramStep[];
  /** What it shows, for those who do not see it; the list beside it says the same in full. */
  readonly label: string;
  readonly isApproved?: boolean;
  /** The step that is being read beside it. */
  readonly activeId?: string | null;
}

/** A workflow as a picture, laid out from its steps. Where a run is given, the way that it took is drawn heavy. */
export function FlowDiagram({ steps, label, isApproved, activeId = null }: FlowDiagramProps) {
  const laidOut = useMemo(() => layOutFlow(steps.map(({ run, ...step }) => ({ ...step, ...(run !== undefined && { run: { isReached: run.isReached, isSkipped: run.state === 'skipped', isDone: run.state === 'done' } }) })), isApproved ?? null), [steps, isApproved]);
  const { width, height, boxes, lines, texts } = laidOut;
  const stateOf = (stepId: string) => steps.find((step) => step.stepId === stepId)?.run?.state;
  return (
    <svg role="img" aria-label={label} className={styles.diagram} viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
      {lines.map(({ d, isTaken }) => <path key={d} d={d} className={styles.line} {...(isTaken !== null && { 'data-taken': isTaken })} />)}
      {boxes.map(({ stepId, x, y, width: boxWidth, height: boxHeight, lines: names, note }) => (
        <g key={stepId} className={styles.step} data-state={stateOf(stepId)} data-active={stepId === activeId}>
          <rect x={x} y={y} width={boxWidth} height={boxHeight} />
          {stateOf(stepId) === 'done' && <rect x={x + 3} y={y + 3} width={boxWidth - 6} height={boxHeight - 6} />}
          {names.map((line) => <text key={line.y} x={x + boxWidth / 2} y={line.y} className={styles.name}>{line.text}</text>)}
          {note !== null && <text x={x + boxWidth / 2} y={note.y} className={styles.note}>{note.text}</text>}
        </g>
      ))}
      {texts.map(({ x, y, text, role }) => <text key={`${x} ${y}`} x={x} y={y} className={styles.text} data-role={role}>{text}</text>)}
    </svg>
  );
}
