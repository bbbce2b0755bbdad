import { memo, useState, type ReactNode } from 'react';
import type { FieldLine } from '../platform/openapi/list-fields.js';
import { fieldsOf, fieldWords, refusalWords } from '../platform/openapi/operation-words.js';
import { refusalsOfText, type ListedOperation, type OperationText } from '../platform/openapi/read-openapi.js';
import styles from './api.module.css';

const json = 'application/json';
const permissionWords = new Map([['public', 'nobody in particular'], ['signed_in', 'somebody who is signed in'], ['member', 'a member of the active company']]);

/**
 * One operation: what it is for, who may, what it takes, answers and refuses, what it may cost, and a call. There are many on the page:
 * each is drawn again only when it is another, and its tables once somebody opens them.
 */
export const OperationSheet = memo(function OperationSheet({ method, path, operation }: ListedOperation) {
  const { operationId, summary, responses } = operation;
  const success = Object.entries(responses).find(([status]) => Number(status) < 300);
  const reply = success?.[1].content?.[json];
  const fields = fieldsOf(operation);
  const call = callText(method, path, operation);
  const answer = reply === undefined ? '' : `${success?.[0] ?? ''}\n${JSON.stringify(reply.example, null, 2)}`;
  return (
    <section id={operationId} aria-labelledby={`${operationId}-name`} className={styles.operation}>
      <h2 id={`${operationId}-name`}>{operationId}</h2>
      <p className={styles.place}><span className={styles.method}>{method}</span> <span>{path}</span></p>
      <p className={styles.words}>{summary}.</p>
      <Deprecated operation={operation} />
      <Terms operation={operation} />
      <Folded title="What is sent and answered" of={`by ${operationId}`} words={fieldWords(fields)}>
        {() => fields.map(({ title, lines }) => <Fields key={title} title={title} lines={lines} />)}
      </Folded>
      <Folded title="What is refused" of={`by ${operationId}`} words={refusalWords(operation)}>
        {() => (
          <ul className={styles.rows}>
            {refusalsOfText(operation).map(({ status, code, sentence }) => <li key={code}><code>{status} {code}</code><span>{sentence}</span></li>)}
          </ul>
        )}
      </Folded>
      <Folded title="An example" of={`of ${operationId}`} words={`${call} ${answer}`}>
        {() => <><pre className={styles.code}>{call}</pre>{answer !== '' && <pre className={styles.code}>{answer}</pre>}</>}
      </Folded>
    </section>
  );
});

interface FoldedProps {
  readonly title: string;
  /** What tells it from the others of that title, to those who listen. */
  readonly of: string;
  /** All that it holds as one text: the browser finds a word in it, and opens it. */
  readonly words: string;
  readonly children: () => ReactNode;
}

/** Drawn when it is opened, by hand or by the browser's own search; until then it is one text. */
function Folded({ title, of, words, children }: FoldedProps) {
  const [isDrawn, setDrawn] = useState(false);
  return (
    <details onToggle={(event) => { if (event.currentTarget.open) setDrawn(true); }}>
      <summary onClick={() => setDrawn(true)}>{title}<span className="spoken"> {of}</span></summary>
      {isDrawn ? children() : <p>{words}</p>}
    </details>
  );
}

function Deprecated({ operation }: { readonly operation: OperationText }) {
  const dates = operation['x-deprecation'];
  if (!dates) return null;
  return <p className={styles.goes}>Deprecated since {dates.since}; not served from {dates.sunset} on. Call <a href={`#${dates.instead}`}>{dates.instead}</a> instead.</p>;
}

function Terms({ operation }: { readonly operation: OperationText }) {
  const { statements, bytes, p95Ms } = operation['x-budget'];
  const permission = operation['x-permission'];
  const scope = operation['x-key-scope'];
  const action = operation['x-audit-action'];
  const takesKey = operation.parameters?.some(({ $ref }) => $ref?.endsWith('/IdempotencyKey') === true) === true;
  return (
    <dl className={styles.terms}>
      <div><dt>Asks for</dt><dd>{permissionWords.get(permission) ?? <>the permission <code>{permission}</code></>}{scope === null ? '; closed to API keys' : scope === permission ? '' : <>; of an API key <code>{scope}</code></>}</dd></div>
      <div><dt>Changes</dt><dd>{action === null ? 'nothing' : <>the audit records <code>{action}</code>{takesKey && '; takes an Idempotency-Key'}</>}</dd></div>
      <div><dt>Costs</dt><dd>At most {statements} {statements === 1 ? 'statement' : 'statements'}, {bytes.toLocaleString('en')} bytes, {p95Ms} ms (95th percentile)</dd></div>
    </dl>
  );
}

function Fields({ title, lines }: { readonly title: string; readonly lines: readonly FieldLine[] }) {
  return (
    <>
      <h3>{title}</h3>
      <ul className={styles.rows}>
        {lines.map(({ path, type, isRequired, limits }) => (
          <li key={path}><code>{path === '' ? 'the answer' : path}</code><span>{type}{!isRequired && ', may be left out'}{limits !== '' && `; ${limits}`}</span></li>
        ))}
      </ul>
    </>
  );
}

/** The example as it goes over the wire. */
function callText(method: string, path: string, { parameters = [], requestBody }: OperationText): string {
  const valuesIn = (place: string) => new Map(parameters.filter((parameter) => parameter.in === place && parameter.example !== undefined).map(({ name = '', example }) => [name, String(example)]));
  const inPath = valuesIn('path');
  const query = new URLSearchParams([...valuesIn('query')]).toString();
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(inPath.get(name) ?? `{${name}}`));
  const key = parameters.some(({ $ref }) => $ref?.endsWith('/IdempotencyKey') === true) ? ['Idempotency-Key: one-per-intended-change'] : [];
  const body = requestBody?.content[json]?.example;
  const type = body === undefined ? [] : ['Content-Type: application/json'];
  return [`${method} ${address}${query === '' ? '' : `?${query}`}`, ...key, ...type, ...(body === undefined ? [] : ['', JSON.stringify(body, null, 2)])].join('\n');
}
