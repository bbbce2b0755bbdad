import { useIsFetching } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';

/** Whether somebody waits for a page: its code is being loaded, or the one read that draws it. What is read again behind a page that stands is not waited for. */
export function useIsGoing(): boolean {
  const isLoading = useRouterState({ select: ({ status }) => status === 'pending' });
  const reads = useIsFetching({ predicate: ({ queryKey, state: { data } }) => queryKey[0] === 'screen' && data === undefined });
  return isLoading || reads > 0;
}
