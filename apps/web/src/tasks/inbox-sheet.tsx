import { useQuery } from '@tanstack/react-query';
import { memo, useEffect, useRef, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { RequestActions } from '../requests/request-actions.js';
import { RequestSheet } from '../requests/request-sheet.js';
import { requestQuery } from '../requests/show-request.query.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import type { SignedDecision } from './decide-request.mutation.js';
import { DecisionBlock, DecisionNotices } from './decision-panel.js';
import styles from './inbox.module.css';

/** So long must a row stay active before its sheet is asked for: running through the list asks for nothing. */
const restMs = 150;

export interface InboxSheetProps {
  readonly requestId: string;
  readonly title: string;
  /** 1 where the list is not on screen, so that the page keeps a first heading. */
  readonly level: 1 | 2;
  /** Gives the focus to the heading: the row was opened, not just passed. */
  readonly takesFocus: boolean;
  readonly onSigned: (decision: SignedDecision) => void;
}

/**
 * The sheet of the active row. Never that of another: while it is read, the row's own title stands over ruled lines.
 * Moving through the list draws two rows; the sheet is drawn when its own row has changed.
 */
export const InboxSheet = memo(function InboxSheet({ requestId, title, level, takesFocus, onSigned }: InboxSheetProps) {
  const [client, frames] = [useClient(), useFrameStore()];
  const [rested, setRested] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), restMs);
    return () => clearTimeout(timer);
  }, []);
  const { data, error, refetch } = useQuery({ ...requestQuery(client, frames, requestId), enabled: rested });
  const heading = useRef<HTMLHeadingElement>(null);
  const Heading = level === 1 ? 'h1' : 'h2';
  const isThere = data !== undefined;
  useEffect(() => {
    if (takesFocus && isThere) heading.current?.focus();
  }, [takesFocus, isThere]);

  if (data === undefined) {
    return (
      <div className={styles.waiting}>
        <Heading tabIndex={-1}>{title}</Heading>
        {error === null ? <RuledLines lines={8} of={title} /> : <ReadingFailed error={error} what="This request" onRetry={() => void refetch()} />}
      </div>
    );
  }
  return (
    <RequestSheet
      sheet={data.data}
      level={level}
      headingRef={heading}
      notices={<>{error !== null && <ReadingFailed error={error} what="The newest state of this request" hasData onRetry={() => void refetch()} />}<DecisionNotices sheet={data.data} me={data.me} /></>}
      actions={<RequestActions sheet={data.data} />}
      jumpLabel={data.data.decision?.choices[0]?.label}
      decision={<DecisionBlock sheet={data.data} me={data.me} onSigned={onSigned} />}
    />
  );
});
