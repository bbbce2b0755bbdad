import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Button } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { ApiKeyRows } from './api-key-rows.js';
import { apiKeysQuery } from './show-api-keys.query.js';
import { CreateApiKeyForm } from './create-api-key.form.js';

/** The keys by which programs act as oneself; for whoever may assign roles, those of everybody else too. */
export function ApiKeysPage() {
  const [client, frames] = [useClient(), useFrameStore()];
  const [isMaking, setMaking] = useState(false);
  const { data: screen, error, refetch } = useQuery(apiKeysQuery(client, frames));
  useTitle('API keys');
  if (screen === undefined) return <Sheet title="API keys">{error === null ? <RuledLines lines={6} of="your API keys" /> : <ReadingFailed error={error} what="Your API keys" onRetry={() => void refetch()} />}</Sheet>;
  const { keys, others, scopes } = screen.data;
  const mayMake = scopes.some(({ held }) => held);
  return (
    <Sheet title="API keys" about="A program that shows a key of yours acts as you, and may do what the key names, as far as you may do it yourself. It signs nobody in, and gives nobody rights." actions={<><Link to="/api">What the API does</Link><Link to="/profile">Profile</Link></>}>
      {error !== null && <ReadingFailed error={error} what="The newest state of your keys" hasData onRetry={() => void refetch()} />}
      <SheetPart title="Yours" aside={mayMake && <Button onClick={() => setMaking(true)}>Make a key</Button>}>
        {keys.length === 0 && <p className={sheetStyles.quiet}>{mayMake ? 'You have none. Make one for each program, so that you can revoke one without the others.' : 'You have none, and your roles allow nothing that a key could name.'}</p>}
        <ApiKeyRows keys={keys} scopes={scopes} />
      </SheetPart>
      {others !== null && (
        <SheetPart title="Those of other members">
          {others.length === 0 && <p className={sheetStyles.quiet}>Nobody else has made one.</p>}
          <ApiKeyRows keys={others} scopes={scopes} isOfOthers />
        </SheetPart>
      )}
      {isMaking && <CreateApiKeyForm scopes={scopes} onClose={() => setMaking(false)} />}
    </Sheet>
  );
}
