import { ProveSecondFactorForm } from '../identity/prove-second-factor.form.js';
import type { OutboxEntry } from '../platform/outbox/outbox.js';
import { Button } from '../ui/button/button.js';
import { useDecisions, type SignedDecision } from './decide-request.mutation.js';

/** What can be done about a decision that was signed and not recorded: send it again, with a code where it asks for one, or let it go. */
export function UnsentActs({ entry: { key, payload, outcome } }: { readonly entry: OutboxEntry<SignedDecision> }) {
  const decisions = useDecisions();
  const about = <span className="spoken"> {payload.label}</span>;
  const forget = <Button onClick={() => decisions.forget(key)}>Forget it{about}</Button>;
  if (outcome === 'asks_proof') return <ProveSecondFactorForm label={payload.label} onProved={() => decisions.retry(key)}>{forget}</ProveSecondFactorForm>;
  return <><Button look="ink" onClick={() => decisions.retry(key)}>Retry{about}</Button>{forget}</>;
}
