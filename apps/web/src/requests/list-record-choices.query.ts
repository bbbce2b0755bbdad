import type { Client } from '@countersign/client';
import { listRecordChoices } from '@countersign/contracts/request-types';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

const freshMs = 60_000;
export const choicesShown = 10;

export interface ChoicesOf {
  readonly requestTypeId: string;
  readonly recordSetId: string;
}

/** The records that a field can name, by what stands in their title, natural key or outside id. */
export const recordChoicesQuery = (client: Client, { requestTypeId, recordSetId }: ChoicesOf, search: string | null) =>
  queryOptions({
    queryKey: ['record-choices', requestTypeId, recordSetId, search] as const,
    queryFn: ({ signal }) => client.call(listRecordChoices, { params: { requestTypeId }, query: { recordSetId, limit: String(choicesShown), ...(search !== null && search !== '' && { search }) } }, { signal }),
    enabled: search !== null,
    placeholderData: keepPreviousData,
    staleTime: freshMs,
  });

/** The one that is chosen: what it is called today, or that it cannot be chosen any more. */
export const chosenRecordQuery = (client: Client, { requestTypeId, recordSetId }: ChoicesOf, outsideId: string) =>
  queryOptions({
    queryKey: ['record-choice', requestTypeId, recordSetId, outsideId] as const,
    queryFn: async ({ signal }) => (await client.call(listRecordChoices, { params: { requestTypeId }, query: { recordSetId, outsideId } }, { signal })).items[0] ?? null,
    enabled: outsideId !== '',
    staleTime: freshMs,
  });
