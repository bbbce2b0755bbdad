import { readFailure } from '../../platform/api/failure.js';
import { Button } from '../button/button.js';
import { Notice } from './notice.js';

export interface ReadingFailedProps {
  readonly error: unknown;
  /** What could not be read: "The inbox". */
  readonly what: string;
  /** Something older is still on screen. */
  readonly hasData?: boolean;
  readonly onRetry: () => void;
}

/** A screen that could not be read: what failed, what is safe, what to do. What is on screen stays. */
export function ReadingFailed({ error, what, hasData = false, onRetry }: ReadingFailedProps) {
  const { code, sentence } = readFailure(error);
  return (
    <Notice state="blocked" title={`${what} could not be read.`} role="status" actions={<Button onClick={onRetry}>Try again</Button>}>
      <p>{code === 'no_answer' ? 'There was no answer from the server.' : sentence} {hasData ? 'What you see below is what was read last. ' : ''}Nothing of yours is changed or lost.</p>
    </Notice>
  );
}
