import type { WorkflowStep } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { useRef, type ReactNode } from 'react';
import { useFrame } from '../platform/screens/frame-store.js';
import { Person } from '../profile/person.js';
import { isNested, nestSteps, type NestedStep } from '../platform/flows/nest-steps.js';
import { StepTree } from '../ui/flow/step-tree.js';
import { useKeys } from '../ui/keys/use-keys.js';
import { nextRow } from '../ui/ledger/next-row.js';
import styles from './workflow.module.css';

type Approval = Extract<WorkflowStep, { kind: 'approval' }>;

/** "any one of", "any 2 of": how many of those named must sign. */
const quorumText = ({ quorum }: Pick<Approval, 'quorum'>): string => (quorum === 1 ? 'Any one of' : quorum === 'all' ? 'All of' : `Any ${quorum} of`);

const holdersText = (holders: number): string => (holders === 0 ? 'held by nobody now' : holders === 1 ? 'held by one member' : `held by ${holders} members`);

function rejectText({ onReject }: Pick<Approval, 'onReject'>): string {
  if (typeof onReject === 'object') return `Goes back to “${onReject.stepName}”, which is asked again`;
  return onReject === 'end' ? 'Ends the request' : 'Returns the request to its requester, who may change and resubmit it';
}

function wayText({ way, event, target }: Extract<WorkflowStep, { kind: 'effect' }>): ReactNode {
  switch (way) {
    case 'http':
      return <>Calls <code>{event}</code> at {target}; once, and again where that is safe.</>;
    case 'ask':
      return `Asks ${target} to do this outside: ${event}. It waits until one of them says that it is done.`;
    case 'notice':
      return `Tells ${target}, by ${event} in Countersign; once.`;
    case 'message':
      return `Sends ${event} to ${target}; once. A message cannot be taken back.`;
    case 'mail':
      return `Sends ${event}, through ${target}; once. A mail cannot be taken back.`;
    default:
      return <>Sends <code>{event}</code>, signed, to the webhook endpoint {target}; once, and again until it has arrived.</>;
  }
}

/** What a step does that nobody signs. */
function doingText(step: Exclude<WorkflowStep, Approval>): ReactNode {
  switch (step.kind) {
    case 'effect':
      return <>{wayText(step)} If it is reversed: {step.onReverse}. {step.ifFails}</>;
    case 'condition':
      return 'Takes the first of its branches whose condition holds.';
    case 'parallel':
      return `Begins its ${step.branches} branches together, and goes on once ${step.join === step.branches ? 'all' : step.join} of them are done.`;
    case 'wait':
      return `Waits ${step.until}.`;
    case 'end':
      return step.outcome === 'approved' ? 'Ends the request as approved.' : 'Ends the request as rejected.';
  }
}

/** A definition as a tree: what is signed, one after the other, then what is carried out; each step opens to who, when and what. */
export function WorkflowOutline({ steps, onActive }: { readonly steps: readonly WorkflowStep[]; readonly onActive: (stepId: string | null) => void }) {
  const tree = useRef<HTMLOListElement>(null);
  const move = (key: string) => {
    const stops = [...(tree.current?.querySelectorAll<HTMLElement>('summary') ?? [])];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    stops[at < 0 ? 0 : (nextRow(key, at, stops.length) ?? 0)]?.focus();
  };
  useKeys([
    { keys: 'j', does: 'Next step', group: 'List', run: () => move('j') },
    { keys: 'k', does: 'Step before', group: 'List', run: () => move('k') },
  ]);
  const approvals = steps.filter((step) => step.kind === 'approval');
  const effects = steps.filter((step) => step.kind === 'effect' && step.branch === null);
  const asked = steps.filter((step) => step.kind !== 'effect' || step.branch !== null);
  const list = (of: readonly WorkflowStep[]) => <StepTree steps={nestSteps(of)} body={(item) => <Step item={item} onActive={onActive} />} />;
  return (
    <ol ref={tree} className={styles.tree}>
      <li>
        <p className={styles.group}>{isNested(asked) ? 'Signed, from the top; in branches, as they say' : 'Signed, one after the other'}</p>
        {list(asked)}
        {approvals.every(({ condition, branch }) => condition !== null || branch !== null) && <p className={styles.quiet}>A request that no step applies to is refused when it is submitted: nothing passes unsigned.</p>}
      </li>
      <li>
        <p className={styles.group}>Then approved, and carried out</p>
        {effects.length === 0 ? <p className={styles.quiet}>Nothing is carried out: the decision is the result.</p> : list(effects)}
      </li>
    </ol>
  );
}

function Step({ item: { step, branches }, onActive }: { readonly item: NestedStep<WorkflowStep>; readonly onActive: (stepId: string | null) => void }) {
  const passes = step.kind === 'condition' && branches.every(({ branchId }) => branchId !== 'otherwise');
  return (
    <details open className={styles.step} onFocus={() => onActive(step.stepId)} onBlur={() => onActive(null)}>
      <summary><b>{step.name}</b> <span className={`mono ${styles.id ?? ''}`}>{step.stepId}</span></summary>
      <dl className={styles.facts}>
        {step.kind === 'approval' ? <Signing step={step} /> : <Line term="What it does">{doingText(step)}{passes && ' Where none does, it goes on.'}</Line>}
        <Line term="When">{step.condition !== null ? <Condition condition={step.condition} /> : step.branch === null ? 'On every request' : 'Whenever its branch is taken'}</Line>
        {step.kind === 'approval' && <Line term="A rejection">{rejectText(step)}</Line>}
        {step.kind === 'approval' && step.terms.length > 0 && <Line term="And it"><ul>{step.terms.map((term) => <li key={term}>{term}</li>)}</ul></Line>}
      </dl>
    </details>
  );
}

const Line = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => <div><dt>{term}</dt><dd>{children}</dd></div>;

function Condition({ condition: { source, text } }: { readonly condition: NonNullable<WorkflowStep['condition']> }) {
  return <>{text !== null && <>Only if {text}: </>}{text === null && 'Only if '}<code className={styles.source}>{source}</code></>;
}

function Signing({ step }: { readonly step: Approval }) {
  // Groups, managers, and whoever is left out are told by rule only.
  const saysMore = step.rules.length > step.roles.length + step.members.length;
  const maySeeRoles = useFrame()?.me.permissions.includes('role.read') === true;
  return (
    <Line term="Who signs">
      {quorumText(step)}{step.unit === 'requester' && ' those of the requester’s unit among'}
      <ul>
        {saysMore && step.rules.map((rule) => <li key={rule}>{rule}</li>)}
        {!saysMore && step.roles.map(({ id, name, holders }) => <li key={id}>the role {maySeeRoles ? <Link to="/roles/$roleId" params={{ roleId: id }}>{name}</Link> : <b>{name}</b>}, {holdersText(holders)}</li>)}
        {!saysMore && step.members.map(({ memberId, name, isRemoved }) => <li key={memberId}><Person memberId={memberId} name={name} sizePx={20} /> {name}{isRemoved && ', who belongs to the company no more'}</li>)}
      </ul>
      {step.requesterMaySign ? 'Who made the request may be one of them.' : 'Never who made the request.'}
    </Line>
  );
}
