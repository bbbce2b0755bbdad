import type { ShownMessage, WebhookSourceScreen } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import type { SourceSearch } from '../platform/webhook-sources/source-search.js';
import { countText, messageGroups, messageStates } from '../platform/webhook-sources/source-words.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { ReplayDeadLetters, ReplayOne } from './replay-dead-letters.js';
import type { Source } from './source-standing.js';
import styles from './webhook-source.module.css';

export interface MessagesPartProps {
  readonly data: WebhookSourceScreen['data'];
  readonly source: Source;
  readonly asOf: string;
  readonly search: SourceSearch;
  readonly seesEffects: boolean;
  readonly isBusy: boolean;
}

/** What came, the last one first, and what came of each. */
export function MessagesPart({ data, source, asOf, search, seesEffects, isBusy }: MessagesPartProps) {
  const { messages, counts, define } = data;
  const { state, after } = search;
  const to = { to: '/webhook-sources/$sourceId' as const, params: { sourceId: source.id } };
  const here = state === undefined ? {} : { state };
  const counted: Readonly<Record<string, string>> = { received: `: ${countText(counts.received)}`, kept: `: ${countText(counts.kept)}`, dead: `: ${counts.dead}` };
  return (
    <SheetPart title="Messages">
      <nav aria-label="Which messages" className={styles.groups}>
        {messageGroups.map(({ id, label }) => <Link key={label} {...to} search={id === undefined ? {} : { state: id }} resetScroll={false} {...(id === state && { 'aria-current': 'true' as const })}>{label}{counted[id ?? '']}</Link>)}
      </nav>
      <ReplayDeadLetters data={data} source={source} asOf={asOf} />
      <div aria-busy={isBusy}>
        {messages.items.length === 0 ? <p className={sheetStyles.quiet}>{messageGroups.find(({ id }) => id === state)?.none}</p> : (
          <ul className={styles.messages}>
            {messages.items.map((message) => <Message key={message.id} message={message} seesEffects={seesEffects}>{define.allowed && message.state === 'dead' && <ReplayOne source={source} message={message} />}</Message>)}
          </ul>
        )}
      </div>
      {(messages.nextCursor !== null || after !== undefined) && (
        <p className={sheetStyles.acts}>
          {after !== undefined && <Link {...to} search={here}>First page</Link>}
          {messages.nextCursor !== null && <Link {...to} search={{ ...here, after: messages.nextCursor }}>Next page</Link>}
        </p>
      )}
    </SheetPart>
  );
}

function Message({ message, seesEffects, children }: { readonly message: ShownMessage; readonly seesEffects: boolean; readonly children: React.ReactNode }) {
  const { messageId, type, state, receivedAt, attempts, problem, nextAttemptAt, request, effectId, signedWith, body } = message;
  // Nothing was done where a message is over and says why.
  const shown = state === 'done' && problem !== null ? { name: 'taken' as const, label: 'Nothing done' } : messageStates[state];
  return (
    <li className={styles.message}>
      <span className={sheetStyles.what}>
        <b>{type ?? 'Of no known type'}</b>
        <span>Came <When at={receivedAt} />{request !== null && <>, <Link to="/requests/$requestId" params={{ requestId: request.id }}>request {request.number}</Link></>}{effectId !== null && <>, {seesEffects ? <Link to="/effects/$effectId" params={{ effectId }}>its effect</Link> : 'an effect of it'}</>}.{nextAttemptAt !== null && <> Attempt {attempts} failed; next try <When at={nextAttemptAt} />.</>}</span>
        {problem !== null && <span className={styles.problem}>{problem}</span>}
      </span>
      <State name={shown.name}>{shown.label}</State>
      <details>
        <summary>Id, signature{body !== null && ' and what it says'}</summary>
        <dl className={styles.facts}>
          <dt>Id</dt><dd className="mono">{messageId}</dd>
          <dt>Signature</dt><dd>{signedWith === null ? 'Right.' : <>Right, by the secret made <When at={signedWith} />.</>}</dd>
          <dt>Attempts</dt><dd>{attempts}</dd>
        </dl>
        {body !== null && <pre className={styles.body} tabIndex={0} role="region" aria-label={`What message ${messageId} says`}>{body.start}{body.bytes > new TextEncoder().encode(body.start).length && `\n… ${body.bytes} bytes in all`}</pre>}
      </details>
      {children}
    </li>
  );
}
