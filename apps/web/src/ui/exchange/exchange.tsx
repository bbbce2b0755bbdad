import styles from './exchange.module.css';

type Kept = Readonly<Record<string, unknown>>;

export interface ExchangeProps {
  /** What was asked; null where nothing was. */
  readonly request: Kept | null;
  /** What was answered; null where nothing was. */
  readonly reply: Kept | null;
  readonly status: number | null;
  /** Why there is no answer, in a few words. */
  readonly silence: string;
}

/** What was asked of another system and what it said, as it was kept: secrets are masked, long bodies cut. */
export function Exchange({ request, reply, status, silence }: ExchangeProps) {
  return (
    <div className={styles.sides}>
      <figure className={styles.side}>
        <figcaption>Asked</figcaption>
        {request === null ? <p>Nothing.</p> : <Message line={`${textOf(request.method)} ${textOf(request.url)}`} message={request} />}
      </figure>
      <figure className={styles.side}>
        <figcaption>Answered</figcaption>
        {reply === null ? <p>{silence}</p> : <Message line={status === null ? '' : `${request?.method === 'SMTP' ? 'SMTP' : 'HTTP'} ${status}`} message={reply} />}
      </figure>
    </div>
  );
}

function Message({ line, message }: { readonly line: string; readonly message: Kept }) {
  const headers = typeof message.headers === 'object' && message.headers !== null ? Object.entries(message.headers) : [];
  const body = bodyText(message.body);
  return (
    <>
      <p className={styles.line}>{line}</p>
      {headers.length > 0 && <dl className={styles.headers}>{headers.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{textOf(value)}</dd></div>)}</dl>}
      {body === '' ? <p className={styles.none}>No body</p> : <pre className={styles.body} tabIndex={0} aria-label="Body">{body}</pre>}
    </>
  );
}

/** JSON on lines of its own; everything else as it came. */
export function bodyText(body: unknown): string {
  if (typeof body !== 'string') return body === null || body === undefined ? '' : JSON.stringify(body, null, 2);
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
