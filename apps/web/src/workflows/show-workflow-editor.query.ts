import type { Client } from '@countersign/client';
import { showWorkflowEditor } from '@countersign/contracts/screens';
import { previewWorkflow, type WorkflowPreview } from '@countersign/contracts/workflows';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import type { FrameStore } from '../platform/screens/frame-store.js';
import type { Definition } from '../platform/workflows/edit-definition.js';

/** The one request that draws the editor. What is written meanwhile is not read again under the writer's hands. */
export const workflowEditorQuery = (client: Client, frames: FrameStore, workflowId: string | null) =>
  queryOptions({
    queryKey: ['screen', 'workflow-editor', workflowId] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showWorkflowEditor, { query: workflowId === null ? {} : { workflowId } }, { signal })),
  });

const pauseMs = 350;

/** What the server says of the definition as it is on the page; asked once writing rests. `isNewest`: of exactly this one. */
export function useWorkflowPreview(workflowId: string | null, definition: Definition): { readonly preview: WorkflowPreview | undefined; readonly error: Error | null; readonly isNewest: boolean } {
  const client = useClient();
  const wanted = JSON.stringify(definition);
  const [asked, setAsked] = useState(wanted);
  // The pause is a timer of the browser's.
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), pauseMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['preview', 'workflow', workflowId, asked],
    queryFn: ({ signal }) => client.call(previewWorkflow, { body: { workflowId, definition: JSON.parse(asked) as Record<string, unknown> } }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { preview: data, error, isNewest: asked === wanted && data !== undefined && !isPlaceholderData };
}
