import { useId } from 'react';
import styles from './request-actions.module.css';

export interface TaskChoiceProps {
  readonly tasks: readonly { readonly taskId: string; readonly stepName: string }[];
  readonly taskId: string;
  readonly onChange: (taskId: string) => void;
}

/** Which of several open tasks something is about. */
export function TaskChoice({ tasks, taskId, onChange }: TaskChoiceProps) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend>Which step</legend>
      {tasks.map((task) => <label key={task.taskId}><input type="radio" name={name} checked={task.taskId === taskId} onChange={() => onChange(task.taskId)} /> {task.stepName}</label>)}
    </fieldset>
  );
}

export const namesText = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name).join(', ');
