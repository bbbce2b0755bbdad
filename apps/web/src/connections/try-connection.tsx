import { RefusedByServer } from '@countersign/client';
import type { ConnectionKind, ConnectionTestView } from '@countersign/contracts/connections';
import type { ConnectionScreen } from '@countersign/contracts/screens';
import { useId, useState } from 'react';
import { readFailure } from '../platform/api/failure.js';
import { stageWords } from '../platform/connections/test-words.js';
import { useSayOutcome } from '../ui/announce/use-say-outcome.js';
import { Button } from '../ui/button/button.js';
import { Exchange } from '../ui/exchange/exchange.js';
import { Problem } from '../ui/exchange/problem.js';
import { TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { useTestConnection } from './test-connection.mutation.js';
import styles from './connection.module.css';

type Data = ConnectionScreen['data'];

/** Asks the other system something harmless, as the connection is saved, and shows what was asked and what came back. */
export function TryConnection({ connection, tests, mayTry }: { readonly connection: NonNullable<Data['connection']>; readonly tests: Data['tests']; readonly mayTry: boolean }) {
  const id = useId();
  const { kind = 'http' } = connection;
  const isMail = kind === 'smtp';
  const [what, setWhat] = useState(isMail ? (tests[0]?.to ?? '') : (tests[0]?.path ?? '/'));
  const { send, isPending, error } = useTestConnection(connection.id);
  const [newest, ...older] = tests;
  const isUnderWay = newest?.ended === null;
  useSayOutcome(isUnderWay, newest === undefined || newest.ended === null ? null : `${connection.name}: ${stageWords(newest.ended, isMail).said}.`);
  const problem = error instanceof RefusedByServer ? error.details.errors?.find(({ pointer }) => pointer === '/body/path' || pointer === '/body/to')?.detail : undefined;
  const start = () => { if (!isPending && !isUnderWay) send(kind === 'chat' ? {} : isMail ? (what.trim() === '' ? {} : { to: what.trim() }) : { path: what.trim() || '/' }); };
  return (
    <SheetPart title="Try it">
      <p>{kind === 'chat' ? 'A message is sent that says that it is a test, as the connection is saved now, paused or not.' : isMail ? 'Somebody signs in at the mail server, as the connection is saved now, paused or not, and sends one mail where an address is given.' : 'A GET is sent, as the connection is saved now, paused or not. It carries no key.'} It counts for nothing: effects neither wait for it nor are stopped by it.</p>
      {mayTry && (
        <form onSubmit={(event) => { event.preventDefault(); start(); }}>
          {kind === 'smtp' && (
            <TextField id={`${id}-to`} label="Send a mail to" type="email" hint="It says that it is a test. Leave it empty to sign in only." problem={problem} autoComplete="off" spellCheck={false} maxLength={254} value={what} onChange={setWhat} />
          )}
          {kind === 'http' && (
            <TextField id={`${id}-path`} label="Path" hint="Something that changes nothing there, such as /health." problem={problem} autoComplete="off" spellCheck={false} maxLength={500} value={what} onChange={setWhat} />
          )}
          <p className={sheetStyles.acts}><Button type="submit" aria-disabled={isPending || isUnderWay}>{isPending ? 'Sending' : isUnderWay ? 'Being tried' : 'Try it'}</Button></p>
        </form>
      )}
      {error !== null && problem === undefined && <Notice state="unsent" title="Not tried" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <div role="status">{newest !== undefined && <Came test={newest} kind={kind} />}</div>
      {older.length > 0 && <details className={styles.older}><summary>{older.length === 1 ? 'The one before' : `The ${older.length} before`}</summary>{older.map((test) => <Came key={test.id} test={test} kind={kind} />)}</details>}
    </SheetPart>
  );
}

/** How far a test came, and the trace of it. */
function Came({ test: { path, to, askedBy, askedAt, ended }, kind }: { readonly test: ConnectionTestView; readonly kind: ConnectionKind }) {
  const aim = kind === 'chat' ? 'the chat' : kind === 'smtp' ? (to ?? 'signing in') : path;
  if (ended === null) return <p className={styles.came}><State name="provisional">On its way to <code>{aim}</code></State> <span className={sheetStyles.quiet}>asked for by {askedBy.name} <When at={askedAt} /></span></p>;
  const { rule, said, meaning, silence } = stageWords(ended, kind === 'smtp');
  return (
    <div className={styles.test}>
      <p className={styles.came}><State name={rule}>{said}</State> <span className={sheetStyles.quiet}>{kind === 'http' && 'GET '}<code>{aim}</code>, asked for by {askedBy.name} <When at={askedAt} />, {ended.durationMs} ms</span></p>
      <p className={sheetStyles.quiet}><Problem text={meaning} /></p>
      {ended.drift !== null && <Drift drift={ended.drift} />}
      {ended.request !== null && <Exchange request={ended.request} reply={ended.reply} status={ended.status} silence={silence} />}
    </div>
  );
}

/** In what an answer departs from the schema, one sentence each. */
export function Drift({ drift }: { readonly drift: readonly string[] }) {
  return (
    <div className={styles.drift}>
      <p><State name="out-of-register">Of another shape than agreed</State></p>
      <ul>{drift.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
    </div>
  );
}
