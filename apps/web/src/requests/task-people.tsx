import type { TaskOfRequest } from '@countersign/contracts/requests';
import type { RequestSheet } from '@countersign/contracts/screens';
import { useRef, useState } from 'react';
import { Person } from '../profile/person.js';
import { When } from '../ui/time/when.js';
import { useKeys } from '../ui/keys/use-keys.js';
import styles from './task-people.module.css';

const words: Readonly<Record<TaskOfRequest['status'], string>> = { open: 'waits', approved: 'approved', rejected: 'rejected', changes_requested: 'changes requested', superseded: 'asked no more', withdrawn: 'withdrawn' };

export interface TaskPeopleProps {
  readonly tasks: readonly TaskOfRequest[];
  /** Where it stands for want of somebody who could sign. */
  readonly stopped: RequestSheet['stopped'];
}

/** Who was asked at each step and by which rule, and who was not, and why not. */
export function TaskPeople({ tasks, stopped }: TaskPeopleProps) {
  const [isOpen, setOpen] = useState(false);
  const summary = useRef<HTMLElement>(null);
  const newestFirst = tasks.toReversed();
  const isEmpty = tasks.length === 0 && stopped === null;
  useKeys(isEmpty ? [] : [{ keys: 'w', does: 'Why me: who was asked, and by which rule', group: 'Request', run: () => { setOpen(!isOpen); summary.current?.focus(); } }]);
  if (isEmpty) return null;
  return (
    <details className={styles.people} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary ref={summary} aria-keyshortcuts="w">Who was asked, and why</summary>
      {stopped !== null && (
        <div className={styles.task}>
          <p><b>{stopped.stepName}</b>, nobody can sign it</p>
          <ul>{stopped.excluded.map(({ memberId, name, because }) => <li key={memberId} className={styles.excluded}>Not {name}: {because}</li>)}{stopped.excluded.length === 0 && <li>It names nobody who is here.</li>}</ul>
        </div>
      )}
      {newestFirst.map((task) => (
        <div key={task.id} className={styles.task}>
          <p><b>{task.stepName}</b>, {task.setAside ?? words[task.status]}{task.quorum > 1 && `, needs ${task.quorum} signatures`}{task.status === 'open' && task.dueAt !== null && <>, due <When at={task.dueAt} /></>}</p>
          <ul>
            {task.candidates.map(({ memberId, name, because }) => <li key={memberId}><Person memberId={memberId} name={name} sizePx={20} /> {name}: {because}</li>)}
            {task.excluded.map(({ memberId, name, because }) => <li key={memberId} className={styles.excluded}>Not {name}: {because}</li>)}
          </ul>
        </div>
      ))}
    </details>
  );
}
