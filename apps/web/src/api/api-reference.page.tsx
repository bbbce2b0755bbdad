import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { hasWords } from '../platform/openapi/operation-words.js';
import { readOpenApi } from '../platform/openapi/read-openapi.js';
import { useTitle } from '../platform/screens/use-title.js';
import { TextField } from '../ui/fields/field.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Logo } from '../ui/logo/logo.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import styles from './api.module.css';
import { OperationSheet } from './operation-sheet.js';
import { Versions } from './versions.js';

const linesFirst = 12;

/** Goes to the operation that the address names, once it is drawn: the browser looked for it before it was there. */
function useNamedPlace(isDrawn: boolean): void {
  useEffect(() => {
    if (!isDrawn || window.location.hash.length < 2) return;
    document.getElementById(decodeURIComponent(window.location.hash.slice(1)))?.scrollIntoView();
  }, [isDrawn]);
}

/** The API as it describes itself: each operation with what it takes, answers and refuses, what it may cost, and a call that was really made. */
export function ApiReferencePage() {
  const [version, setVersion] = useState<string | undefined>();
  const { data: api, error, refetch } = useQuery({ queryKey: ['openapi', version ?? null], queryFn: ({ signal }) => readOpenApi(version, signal), staleTime: Infinity, placeholderData: keepPreviousData });
  const data = api?.operations;
  const [words, setWords] = useState('');
  useTitle('API');
  useNamedPlace(data !== undefined);
  const found = (data ?? []).filter((listed) => hasWords(listed, words));
  const groups = Map.groupBy(found, ({ operation }) => operation.tags[0] ?? '');

  return (
    <div className={styles.page}>
      <a href="#main" className={styles.skip}>To the content</a>
      <header className={styles.head}>
        <Link to="/" className={styles.brand} aria-label="Countersign, to the application"><Logo /><span>Countersign</span></Link>
        <Link to="/">To the application</Link>
      </header>
      <nav aria-label="Operations" className={styles.index}>
        <TextField id="find" label="Find" type="search" value={words} onChange={setWords} autoComplete="off" />
        <p role="status" className={styles.count}>{data === undefined ? '' : found.length === 0 ? 'No operation matches.' : `${found.length} of ${data.length} operations`}</p>
        {[...groups].map(([tag, listed]) => (
          <section key={tag} aria-label={tag}>
            <p className={styles.tag}>{tag}</p>
            <ul>{listed.map(({ operation }) => <li key={operation.operationId}><a href={`#${operation.operationId}`}>{operation.operationId}</a></li>)}</ul>
          </section>
        ))}
      </nav>
      <main id="main" tabIndex={-1} className={styles.main}>
        <h1 tabIndex={-1}>API</h1>
        <p className={styles.words}>
          A program shows an API key, which a member makes on their profile: <code>Authorization: Bearer cs_key_…</code>. It may do what the key names, as far as the member may. A page signs in, and has a session cookie. Every call that changes something takes
          an Idempotency-Key: the same key gives the same answer. A refusal is a problem document (RFC 9457) with a stable code, and nothing was written.
          The same as <a href="/v1/openapi.json">OpenAPI 3.1</a>.
        </p>
        {api !== undefined && <Versions api={api} onChoose={setVersion} />}
        {error !== null && <ReadingFailed error={error} what="The description of the API" onRetry={() => void refetch()} />}
        {data === undefined && error === null && <RuledLines lines={linesFirst} of="the description of the API" />}
        {data !== undefined && found.length === 0 && <p>No operation has these words in its name, path, sentence or permission, its fields or its refusals.</p>}
        {found.map((listed) => <OperationSheet key={listed.operation.operationId} {...listed} />)}
      </main>
    </div>
  );
}
