import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { readFailure } from '../platform/api/failure.js';
import { useTitle } from '../platform/screens/use-title.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { Sheet } from '../ui/sheet/sheet.js';
import { useFinishConnectionGrant } from './finish-connection-grant.mutation.js';

/** Where another system sends somebody back to who allowed, or declined, what a connection asks for. */
export function ConnectedPage() {
  // As they stand in the address: a code of digits is a text, too.
  const [answer] = useState(() => new URLSearchParams(window.location.search));
  const { send, error } = useFinishConnectionGrant();
  const isSent = useRef(false);
  useTitle('Connecting');
  // The address bar and the history forget the code, which is handed in once.
  useEffect(function handInOnce() {
    const [state, code, iss, said] = ['state', 'code', 'iss', 'error'].map((name) => answer.get(name));
    if (isSent.current || !state) return;
    isSent.current = true;
    window.history.replaceState(window.history.state, '', window.location.pathname);
    send({ state, ...(code && { code }), ...(iss && { iss }), ...(said && { error: said }) });
  }, [answer, send]);
  const problem = error !== null ? readFailure(error).sentence : answer.get('state') === null ? 'This page is where another system sends people back to; by itself it does nothing.' : null;
  return (
    <Sheet title="Connecting" actions={<Link to="/connections" search={{}}>All connections</Link>}>
      {problem === null ? <RuledLines lines={3} of="what comes of it" /> : <Notice state="unsent" title="Nothing was connected" role="alert"><p>{problem}</p></Notice>}
    </Sheet>
  );
}
