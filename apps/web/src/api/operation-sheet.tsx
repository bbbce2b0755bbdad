import { listFields, type FieldLine } from '../platform/openapi/list-fields.js';
import { refusalsOfText, type ListedOperation, type OperationText } from '../platform/openapi/read-openapi.js';
import styles from './api.module.css';

const json = 'application/json';
const permissionWords = new Map([['public', 'nobody in particular'], ['signed_in', 'somebody who is signed in'], ['member', 'a member of the active company']]);

/** One operation: what it is for, who may, what it takes, answers and refuses, what it may cost, and a call. */
export function OperationSheet({ method, path, operation }: ListedOperation) {
  const { operationId, summary, parameters = [], requestBody, responses } = operation;
  const success = Object.entries(responses).find(([status]) => Number(status) < 300);
  const reply = success?.[1].content?.[json];
  const body = requestBody?.content[json];
  const places = (place: string) => parameters.filter((parameter) => parameter.in === place).flatMap(({ name = '', schema = {}, required = false }) => listFields(schema, name, required));
  return (
    <section id={operationId} aria-labelledby={`${operationId}-name`} className={styles.operation}>
      <h2 id={`${operationId}-name`}>{operationId}</h2>
      <p className={styles.place}><span className={styles.method}>{method}</span> <span>{path}</span></p>
      <p className={styles.words}>{summary}.</p>
      <Deprecated operation={operation} />
      <Terms operation={operation} />
      <details>
        <summary>What is sent and answered<span className="spoken"> by {operationId}</span></summary>
        <Fields title="In the path" lines={places('path')} />
        <Fields title="In the query" lines={places('query')} />
        {body !== undefined && <Fields title="In the body" lines={listFields(body.schema)} />}
        {reply !== undefined && <Fields title={`Answered, with status ${success?.[0] ?? ''}`} lines={listFields(reply.schema)} />}
      </details>
      <details>
        <summary>What is refused<span className="spoken"> by {operationId}</span></summary>
        <ul className={styles.rows}>
          {refusalsOfText(operation).map(({ status, code, sentence }) => <li key={code}><code>{status} {code}</code><span>{sentence}</span></li>)}
        </ul>
      </details>
      <details>
        <summary>An example<span className="spoken"> of {operationId}</span></summary>
        <pre className={styles.code}>{callText(method, path, operation)}</pre>
        {reply !== undefined && <pre className={styles.code}>{`${success?.[0] ?? ''}\n${JSON.stringify(reply.example, null, 2)}`}</pre>}
      </details>
    </section>
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
  const action = operation['x-audit-action'];
  const takesKey = operation.parameters?.some(({ $ref }) => $ref?.endsWith('/IdempotencyKey') === true) === true;
  return (
    <dl className={styles.terms}>
      <div><dt>Asks for</dt><dd>{permissionWords.get(permission) ?? <>the permission <code>{permission}</code></>}</dd></div>
      <div><dt>Changes</dt><dd>{action === null ? 'nothing' : <>the audit records <code>{action}</code>{takesKey && '; takes an Idempotency-Key'}</>}</dd></div>
      <div><dt>Costs</dt><dd>At most {statements} {statements === 1 ? 'statement' : 'statements'}, {bytes.toLocaleString('en')} bytes, {p95Ms} ms (95th percentile)</dd></div>
    </dl>
  );
}

function Fields({ title, lines }: { readonly title: string; readonly lines: readonly FieldLine[] }) {
  if (lines.length === 0) return null;
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
