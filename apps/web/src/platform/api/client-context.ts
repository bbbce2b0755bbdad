import type { Client } from '@countersign/client';
import { createContext, use } from 'react';

export const ClientContext = createContext<Client | null>(null);

/** The way to the server. Handed in by app/, so that a test hands in another. */
export function useClient(): Client {
  const client = use(ClientContext);
  if (client === null) throw new Error('There is no ClientContext around this component.');
  return client;
}
