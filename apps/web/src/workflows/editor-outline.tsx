import type { WorkflowFinding } from '@countersign/contracts/workflows';
import { useId } from 'react';
import { branchName } from '../platform/flows/nest-steps.js';
import { addBranch, insertInto, kindNames, newStep, updateStep, type Branch, type Definition, type Step } from '../platform/workflows/edit-definition.js';
import { Button } from '../ui/button/button.js';
import { ConditionField } from './condition-field.js';
import { FieldPlace, nameIdOf, rowIdOf } from './field-place.js';
import { FindingsList } from './findings-list.js';
import { StepForm } from './step-form.js';
import type { Choices } from './sources-field.js';
import styles from './edit-workflow.module.css';

export interface OutlineProps {
  readonly definition: Definition;
  readonly choices: Choices;
  readonly findings: readonly WorkflowFinding[];
  /** The step whose settings are open; null for none. */
  readonly openId: string | null;
  readonly onOpen: (stepId: string | null) => void;
  /** Leads to what a finding is about. */
  readonly onGo: (finding: WorkflowFinding) => void;
  /** Which step the keys act on. */
  readonly onActive: (stepId: string) => void;
  readonly onChange: (definition: Definition, group: string | null) => void;
  /** A step was made: it is opened, and its name comes first. */
  readonly onAdd: (definition: Definition, step: Step) => void;
}

/** The steps as a tree, in the order in which they are reached. Each opens to all that it says, and shows what is wrong with it. */
export function EditorOutline(props: OutlineProps) {
  return <Sequence {...props} steps={props.definition.steps} label="Steps" />;
}

function Sequence({ steps, label, ...props }: OutlineProps & { readonly steps: readonly Step[]; readonly label: string }) {
  if (steps.length === 0) return null;
  return <ol className={styles.steps} aria-label={label}>{steps.map((step) => <StepItem key={step.id} {...props} step={step} />)}</ol>;
}

function StepItem({ step, ...props }: OutlineProps & { readonly step: Step }) {
  const { definition, choices, findings, openId, onOpen, onActive, onChange } = props;
  const id = useId();
  const own = findings.filter(({ stepId }) => stepId === step.id);
  const isOpen = openId === step.id;
  return (
    <li data-kind={step.kind}>
      <div onFocus={() => onActive(step.id)}>
        <button type="button" id={rowIdOf(step.id)} data-row className={styles.row} aria-expanded={isOpen} aria-describedby={own.length > 0 ? `${id}-findings` : undefined} onClick={() => onOpen(isOpen ? null : step.id)}>
          <b>{step.name === '' ? 'Without a name' : step.name}</b> <span className={styles.quiet}>{summaryOf(step)}</span>
        </button>
        <FindingsList id={`${id}-findings`} findings={own} onGo={props.onGo} sourceAt={(part) => sourceAt(step, part)} />
        {isOpen && <StepForm step={step} definition={definition} choices={choices} findings={own} findingsId={`${id}-findings`} nameId={nameIdOf(step.id)} onChange={onChange} />}
      </div>
      {(step.kind === 'condition' || step.kind === 'parallel') && <Branches {...props} step={step} own={own} findingsId={`${id}-findings`} />}
    </li>
  );
}

/** What kind of step it is, and the little that tells it from others of its kind. */
function summaryOf(step: Step): string {
  const asked = step.when === undefined ? '' : ', only if its condition holds';
  if (step.kind !== 'approval') return `${kindNames[step.kind]}${asked}`;
  const named = step.approvers.anyOf.length;
  return `${kindNames.approval}: ${step.quorum === 'all' ? 'all' : step.quorum} of ${named === 0 ? 'nobody yet' : named === 1 ? 'those named' : `those named in ${named} ways`}${asked}`;
}

/** The condition that a finding is about, by the way to it within its step. */
function sourceAt(step: Step, part: string): string | undefined {
  let value: unknown = step;
  for (const key of part.split('/')) {
    if (Array.isArray(value)) value = (value as { readonly id?: unknown }[]).find((each, index) => each.id === key || String(index) === key);
    else value = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  }
  return typeof value === 'string' ? value : undefined;
}

type BranchesProps = OutlineProps & { readonly step: Extract<Step, { kind: 'condition' | 'parallel' }>; readonly own: readonly WorkflowFinding[]; readonly findingsId: string };

function Branches({ step, own, findingsId, ...props }: BranchesProps) {
  const { definition, onChange, onAdd } = props;
  const add = (index: number) => {
    const added = newStep(definition, 'approval');
    onAdd(insertInto(definition, step.id, index, added), added);
  };
  const setBranches = (branches: readonly Branch[], group: string | null) => onChange(updateStep(definition, step.id, (before) => ({ ...before, branches }) as Step), group);
  return (
    <ul className={styles.branches} aria-label={`Branches of ${step.name}`} data-of={step.id}>
      {step.branches.map((branch, index) => (
        <li key={branch.id}>
          <div className={styles.branch}>
            <b>Branch {branchName(branch.id)}</b>
            <Button look="bare" aria-label={`Remove branch ${branchName(branch.id)}`} onClick={() => setBranches(step.branches.filter((each) => each !== branch), null)}>Remove</Button>
          </div>
          {step.kind === 'condition' && (
            <FieldPlace field={`branches/${branch.id}/when branches/${index}/when`}>
              <ConditionField label="Taken if" source={branch.when ?? ''} isWrong={own.some(({ field }) => field === `branches/${branch.id}/when` || field === `branches/${index}/when`)} findingsId={findingsId} onChange={(when) => setBranches(step.branches.map((each) => (each === branch ? { ...branch, when } : each)), `${step.id} branch ${branch.id}`)} />
            </FieldPlace>
          )}
          <Sequence {...props} steps={branch.steps} label={`Steps of branch ${branchName(branch.id)}`} />
          <FieldPlace field={`branches/${branch.id} branches/${index}`}><p><Button look="bare" onClick={() => add(index)}>Add a step to branch {branchName(branch.id)}</Button></p></FieldPlace>
        </li>
      ))}
      {step.kind === 'condition' && (
        <li>
          <div className={styles.branch}><b>Otherwise</b></div>
          <Sequence {...props} steps={step.otherwise} label="Steps otherwise" />
          {step.otherwise.length === 0 && <p className={styles.quiet}>Nothing: it goes on after this step.</p>}
          <p><Button look="bare" onClick={() => add(step.branches.length)}>Add a step otherwise</Button></p>
        </li>
      )}
      <li><FieldPlace field="branches"><p><Button onClick={() => onChange(updateStep(definition, step.id, addBranch), null)}>Add a branch to {step.name}</Button></p></FieldPlace></li>
    </ul>
  );
}
