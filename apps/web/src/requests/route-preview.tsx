import { previewRequest, type PreviewedStep } from '@countersign/contracts/requests';
import type { SubmitScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { checkDraft } from '../platform/content/check-draft.js';
import type { Draft } from '../platform/content/draft.js';
import { afterPause } from '../ui/search/after-pause.js';
import { State } from '../ui/state/state.js';
import styles from './submit-request.module.css';

type Selected = NonNullable<SubmitScreen['data']['selected']>;

/** Typing has paused for so long before anything is asked. */
const pauseMs = 300;
const freshMs = 15_000;
const namesMax = 3;

/** Whose desks it would cross: by name where what is filled in tells, otherwise by the rules. What was worked out for another content is never shown. */
export function RoutePreview({ selected, draft }: { readonly selected: Selected; readonly draft: Draft }) {
  const client = useClient();
  const content = useMemo(() => decidingContent(selected, draft), [selected, draft]);
  const [asked, setAsked] = useState(content);
  const [pause] = useState(() => afterPause<string>({ pauseMs, tell: setAsked }));
  useEffect(() => {
    pause.type(content);
    return pause.stop;
  }, [pause, content]);
  const { data, error } = useQuery({
    queryKey: ['preview', selected.requestTypeId, selected.version, asked],
    queryFn: ({ signal }) => client.call(previewRequest, { query: { requestTypeId: selected.requestTypeId, content: asked } }, { signal }),
    staleTime: freshMs,
    retry: false,
  });
  const preview = asked === content ? data : undefined;
  const isKnown = preview !== undefined && preview.outcome !== 'incomplete';
  return (
    <aside className={styles.route} aria-labelledby="route" aria-busy={preview === undefined && error === null}>
      <h2 id="route">Its way, once submitted</h2>
      {isKnown ? <ol>{preview.steps.map((step) => <PreviewLine key={`${step.stepId}${step.state}`} step={step} />)}</ol> : <RuleLines steps={selected.route} />}
      <p className={styles.preview} role="status">{hintOf(preview, error)}</p>
    </aside>
  );
}

/** The fields that decide, as far as they are filled in; the same text for the same content. */
function decidingContent({ form, decidingFields }: Selected, draft: Draft): string {
  const { content } = checkDraft(form, draft);
  return JSON.stringify(Object.fromEntries([...decidingFields].sort().filter((field) => content[field] !== undefined).map((field) => [field, content[field]])));
}

function hintOf(preview: { readonly outcome: string; readonly why: string | null } | undefined, error: unknown): string {
  if (error !== null) return `Who exactly cannot be said right now: ${readFailure(error).sentence}`;
  if (preview === undefined) return 'Working out who would be asked.';
  return preview.why ?? 'If everybody approves. Nothing is kept, and nobody is told, before you submit.';
}

function PreviewLine({ step: { name, state, quorum, candidates, more } }: { readonly step: PreviewedStep }) {
  if (state === 'skipped') return <li><b>{name}</b><span>does not apply</span></li>;
  if (state === 'waits') return <li><b>{name}</b><span>waits</span></li>;
  if (state === 'carried_out') return <li><b>{name}</b><span>carried out once all have signed</span></li>;
  if (state === 'nobody') return <li><b>{name}</b><State name="blocked">Nobody can sign this. It would stop here.</State></li>;
  const rest = candidates.length + more - namesMax;
  const because = candidates[0]?.because;
  return (
    <li>
      <b>{name}</b>
      <span>{quorum !== null && quorum > 1 ? `${quorum} of ` : ''}{candidates.slice(0, namesMax).map((person) => person.name).join(', ')}{rest > 0 && ` and ${rest} more`}</span>
      {because !== undefined && <span>{candidates[0]?.name} {because}</span>}
    </li>
  );
}

// The server has words for plain comparisons; no expression can begin so.
const isSentence = (when: string) => when.startsWith('if ');

function RuleLines({ steps }: { readonly steps: Selected['route'] }) {
  return (
    <ol>
      {steps.map(({ name, who, when }) => (
        <li key={name}>
          <b>{name}</b>
          {who !== name && <span>{who}</span>}
          {when !== null && <span>{isSentence(when) ? when : <>if <code>{when}</code></>}</span>}
        </li>
      ))}
    </ol>
  );
}
