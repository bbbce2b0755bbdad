import type { WebhookScreen } from '@countersign/contracts/screens';
import { useState } from 'react';
import { Button } from '../ui/button/button.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { MoveEndpoint } from './move-endpoint.js';
import styles from './webhook.module.css';

/** What an endpoint is told of, in the version that it is sent, and a way to the newest. */
export function ToldEvents({ data: { endpoint, events, newerVersion, define } }: { readonly data: WebhookScreen['data'] }) {
  const [isMoving, setMoving] = useState(false);
  const mayMove = define.allowed && newerVersion !== null;
  return (
    <SheetPart title="What it is told" aside={mayMove && <Button onClick={() => setMoving(true)}>Move to {newerVersion}…</Button>}>
      <p>Version {endpoint.version}{newerVersion === null ? ', the newest' : `; the newest is ${newerVersion}`}. It stays until somebody moves it.</p>
      {events.map(({ name, summary, example }) => (
        <details key={name} className={styles.told}>
          <summary>{name}</summary>
          <p>{summary}.</p>
          <pre className={styles.payload} tabIndex={0} role="region" aria-label={`Example of ${name}`}>{JSON.stringify(example, null, 2)}</pre>
        </details>
      ))}
      <p className={sheetStyles.quiet}>What each may hold, as JSON Schema, is answered by <code>/v1/event-types</code>.</p>
      {isMoving && newerVersion !== null && <MoveEndpoint endpoint={endpoint} version={newerVersion} onClose={() => setMoving(false)} />}
    </SheetPart>
  );
}
