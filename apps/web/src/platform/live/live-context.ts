import { createContext, use } from 'react';
import type { LiveUpdates } from './live-updates.js';

export const LiveContext = createContext<LiveUpdates | null>(null);

export function useLive(): LiveUpdates {
  const live = use(LiveContext);
  if (live === null) throw new Error('There is no LiveContext around this component.');
  return live;
}
