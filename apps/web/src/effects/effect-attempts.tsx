import type { EffectAttempt } from '@countersign/contracts/effects';
import type { PlannedAttempt } from '@countersign/contracts/screens';
import { durationWords } from '../platform/connections/connection-words.js';
import { Exchange } from '../ui/exchange/exchange.js';
import { Problem } from '../ui/exchange/problem.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { State, type StateName } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import styles from './effects.module.css';

/** Every attempt with what was asked and answered, the last first. */
export function EffectAttempts({ attempts }: { readonly attempts: readonly EffectAttempt[] }) {
  return <ol className={styles.attempts} reversed>{attempts.toReversed().map((attempt) => <Attempt key={attempt.number} attempt={attempt} />)}</ol>;
}

function Attempt({ attempt: { number, asked, startedAt, durationMs, status, problem, request, reply, drift } }: { readonly attempt: EffectAttempt }) {
  return (
    <li className={styles.attempt}>
      <p className={styles.came}><b>Attempt {number}</b> <State name={cameOf(asked, problem) === null ? ruleOf(status, problem) : 'recorded'}>{cameOf(asked, problem) ?? (status === null ? 'No answer' : `Answered ${status}`)}</State> <span className={sheetStyles.quiet}>{asked === 'look_up' && 'asked whether it was done, '}<When at={startedAt} />, {durationMs} ms</span></p>
      {problem !== null && problem !== `the other system answered ${String(status)}` && <p className={styles.problem}><Problem text={problem} /></p>}
      {drift !== null && <><p><State name="out-of-register">Of another shape than agreed</State></p><ul className={styles.drift}>{drift.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul></>}
      {request !== null && <Exchange request={request} reply={reply} status={status} silence={cameOf(asked, problem) === null ? 'No whole answer came.' : 'No other system is asked here, and none answers.'} />}
    </li>
  );
}

/** Of what is told or asked in Countersign itself, where nobody answers at once; null of anything else. */
const cameOf = (asked: EffectAttempt['asked'], problem: string | null): string | null => (problem !== null ? null : asked === 'ask' ? 'Asked' : asked === 'notice' ? 'Told' : null);

const ruleOf = (status: number | null, problem: string | null): StateName => (problem === null && status !== null && status < 300 ? 'recorded' : status === null ? 'unsent' : 'void');

const words: Readonly<Record<PlannedAttempt['state'], string>> = { made: 'made', under_way: 'under way', next: 'next', ahead: 'if that comes to nothing', not_needed: 'not needed' };

/** The whole schedule, not only what comes next. */
export function EffectSchedule({ schedule }: { readonly schedule: readonly PlannedAttempt[] }) {
  return (
    <ol className={styles.schedule}>
      {schedule.map(({ number, waitSeconds, state, wasStopped, at }, index) => (
        <li key={number} data-state={state}>
          <span>Attempt {number}</span>
          <span>{wasStopped === true ? 'not sent' : words[state]}{at !== null && <>, <When at={at} /></>}{index > 0 && state === 'ahead' && `, ${waitSeconds === 0 ? 'at once' : `at most ${durationWords(waitSeconds)}`} after the one before`}</span>
        </li>
      ))}
    </ol>
  );
}
