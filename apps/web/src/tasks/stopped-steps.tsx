import type { InboxScreen } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { Notice } from '../ui/notice/notice.js';

/** Requests that stand still for want of an approver, said to those who can find one. */
export function StoppedSteps({ stopped }: { readonly stopped: InboxScreen['data']['stopped'] }) {
  return stopped.map(({ stepName, count, requestId }) => (
    <Notice
      key={stepName}
      state="void"
      title={`${count === 1 ? '1 request is' : `${count} requests are`} stopped: ${stepName} needs an approver`}
      actions={count === 1 ? <Link to="/requests/$requestId" params={{ requestId }}>Open the request</Link> : <Link to="/requests" search={{ state: 'needs_approver' }}>Show them</Link>}
    />
  ));
}
