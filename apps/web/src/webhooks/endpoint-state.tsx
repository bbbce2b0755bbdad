import type { EndpointHealth, EndpointState } from '@countersign/contracts/webhooks';
import { State, type StateName } from '../ui/state/state.js';

const states: Readonly<Record<EndpointState, { readonly name: StateName; readonly label: string }>> = {
  active: { name: 'recorded', label: 'Active' },
  paused: { name: 'held', label: 'Paused' },
  disabled: { name: 'void', label: 'Disabled' },
};

export const EndpointStateShown = ({ state }: { readonly state: EndpointState }) => <State name={states[state].name}>{states[state].label}</State>;

/** What became of what was wanted in the last 24 hours, in words. */
export function healthText({ delivered, pending, failed }: EndpointHealth): string {
  if (delivered + pending + failed === 0) return 'Nothing in the last 24 hours';
  const parts = [[delivered, 'delivered'], [pending, 'pending'], [failed, 'failed']] as const;
  return `${parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`).join(', ')} in the last 24 hours`;
}
