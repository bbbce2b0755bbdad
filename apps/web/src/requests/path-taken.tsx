import type { RequestStatus } from '@countersign/contracts/requests';
import type { FlowStep, RequestSheet } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { useFrame } from '../platform/screens/frame-store.js';
import { Person } from '../profile/person.js';
import { FlowDiagram, type DiagramStep } from '../ui/flow/flow-diagram.js';
import { stepRules, stepWordOf } from '../ui/flow/flow-strip.js';
import { Problem } from '../ui/exchange/problem.js';
import { StateGlyph } from '../ui/state/state-glyph.js';
import { When } from '../ui/time/when.js';
import styles from './path-taken.module.css';
import { isNested, nestSteps, type NestedStep } from '../platform/flows/nest-steps.js';
import { branchesText, notReachedText, stoppedText, verdictWords } from '../platform/flows/path-words.js';
import { StepTree } from '../ui/flow/step-tree.js';

const waitingMax = 8;

/** The run through its version of the workflow, step by step: who did what, why a step was skipped, who can act now, what is not reached. Beside it the same as a picture. */
export function PathTaken({ sheet: { flow, round, request } }: { readonly sheet: RequestSheet }) {
  const { workflow, status } = request;
  return (
    <>
      {round.number > 1 && <p className={styles.round}>Round {round.number}: the steps began anew with version {round.revision}, <When at={round.beganAt} />. What was signed before counts no more; the ledger keeps it.</p>}
      <div className={styles.sides} data-nested={isNested(flow)}>
        <div className={styles.path}>
          <StepTree
            steps={nestSteps(flow)} label={`Steps of ${workflow.name}, version ${workflow.version}, as this request took them`} stateOf={({ state }) => state}
            body={(item) => <Step item={item} status={status} />}
          />
        </div>
        {!isNested(flow) && <FlowDiagram steps={flow.flatMap(drawnStepOf)} isApproved={status === 'approved'} label={`The way of this request through ${workflow.name}, version ${workflow.version}, drawn`} />}
      </div>
    </>
  );
}

/** What is signed and what is carried out is drawn; what leads there is told beside. */
function drawnStepOf({ stepId, name, kind, who, condition, state, reachedAt }: FlowStep): DiagramStep[] {
  if (kind !== 'approval' && kind !== 'effect') return [];
  return [{ stepId, name, kind, note: who === name ? '' : who, condition: condition === null ? null : (condition.text ?? condition.source), run: { state, isReached: reachedAt !== null } }];
}

interface StepProps {
  readonly item: NestedStep<FlowStep>;
  readonly status: RequestStatus;
}

function Step({ item, status }: StepProps) {
  const { name, state, reachedAt, effect } = item.step;
  return (
    <div className={styles.step} data-state={state}>
      <span className={styles.glyph}><StateGlyph rule={stepRules[state]} /></span>
      <div>
        <p><b>{name}</b> <span className={styles.state}>{reachedAt === null ? 'not reached' : stepWordOf(item.step)}</span></p>
        {reachedAt === null ? <p>{notReachedText(item.step, status)}</p> : state === 'skipped' && effect === undefined ? <Skipped step={item.step} at={reachedAt} /> : item.branches.length > 0 ? <p>{branchesText(item)}</p> : <Reached step={item.step} at={reachedAt} status={status} />}
      </div>
    </div>
  );
}

function Skipped({ step, at }: { readonly step: FlowStep; readonly at: string }) {
  if (step.evaluated === null) return <p>Skipped <When at={at} />. Why is not recorded.</p>;
  return <><p>Skipped <When at={at} />, because {named(step)} was false for this request.</p><Read step={step} /></>;
}

function Reached({ step, at, status }: Omit<StepProps, 'item'> & { readonly step: FlowStep; readonly at: string }) {
  const { decisions, waitsFor, state, evaluated, effect } = step;
  const stopped = state === 'stopped' && effect === undefined ? stoppedText(step, status) : null;
  const others = waitsFor.length - waitingMax;
  return (
    <>
      {evaluated !== null && <><p>{step.kind === 'effect' ? 'Carried out' : 'Asked'}, because {named(step)} was true for this request.</p><Read step={step} /></>}
      {decisions.length > 0 && (
        <ul>
          {decisions.map(({ memberId, name, verdict, reason, revision, at: decidedAt }) => (
            <li key={memberId}><Person memberId={memberId} name={name} sizePx={20} /> {name} {verdictWords[verdict]} version {revision}, <When at={decidedAt} />{reason !== null && reason !== '' && <q>{reason}</q>}</li>
          ))}
        </ul>
      )}
      {waitsFor.length > 0 && (
        <>
          <p>Asked <When at={at} />. It waits for {waitsFor.length === 1 ? 'the one who' : 'those who'} can act on it:</p>
          <ul>{waitsFor.slice(0, waitingMax).map(({ memberId, name }) => <li key={memberId}><Person memberId={memberId} name={name} sizePx={20} /> {name}</li>)}{others > 0 && <li>and {others} more</li>}</ul>
        </>
      )}
      {effect !== undefined && <Became effect={effect} />}
      {stopped !== null && <p>{stopped}</p>}
    </>
  );
}

/** What became of an effect and of undoing it, and where it can be seen in full. */
function Became({ effect: { effectId, undoingId, text, note, at, nextAttemptAt } }: { readonly effect: NonNullable<FlowStep['effect']> }) {
  const maySeeEffects = useFrame()?.nav.places.includes('effects') === true;
  return (
    <p>
      {text}, {nextAttemptAt === null ? <When at={at} /> : <>next try <When at={nextAttemptAt} /></>}.{note !== null && <q><Problem text={note} /></q>}
      {maySeeEffects && <> <Link to="/effects/$effectId" params={{ effectId }}>What was sent, and every attempt</Link></>}
      {maySeeEffects && undoingId !== null && <> <Link to="/effects/$effectId" params={{ effectId: undoingId }}>What undoes it</Link></>}
    </p>
  );
}

const named = ({ condition }: FlowStep) => (condition === null || condition.text === null ? 'its condition' : `“${condition.text}”`);

/** The condition as it was written, and the values that it read. */
function Read({ step: { condition, evaluated } }: { readonly step: FlowStep }) {
  if (condition === null || evaluated === null) return null;
  return (
    <p className={styles.read}>
      <code>{condition.source}</code>
      {evaluated.inputs.map(({ path, value }) => <span key={path}><code>{path}</code> was <code>{value}</code></span>)}
    </p>
  );
}
