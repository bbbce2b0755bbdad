import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { SubmitScreen } from '@countersign/contracts/screens';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { State } from '../ui/state/state.js';
import { submitQuery } from './show-submit.query.js';
import { SubmitRequestForm } from './submit-request.form.js';
import styles from './submit-request.module.css';

const route = getRouteApi('/frame/submit');

/** Choose what to ask for, fill in its form, see whose desk it will cross. */
export function SubmitRequestPage() {
  const { type, related: relatedRequestId } = route.useSearch();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data, error, refetch } = useQuery(submitQuery(client, frames, type, relatedRequestId));
  const [startsOver, setStartsOver] = useState(0);
  const selected = data?.data.selected ?? null;
  const related = data?.data.related ?? null;
  useTitle(selected === null ? 'Submit' : `Submit: ${selected.name}`);

  if (isRefusal(error, 'permission_denied')) return <div className={styles.page}><h1 tabIndex={-1}>Submit</h1><Notice state="void" title="Your roles do not let you submit requests."><p>Ask an admin of your company for the role “requester”.</p></Notice></div>;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 tabIndex={-1}>{selected === null ? 'Submit a request' : selected.name}</h1>
        {selected !== null && <p><Link to="/submit" search={aboutOf(relatedRequestId)}>Ask for something else</Link></p>}
      </header>
      {related !== null && <p>About request <Link to="/requests/$requestId" params={{ requestId: related.id }}><span className="mono">{related.number}</span>: {related.title}</Link>. The two will show each other.</p>}
      {error !== null && <ReadingFailed error={error} what="The form" hasData={data !== undefined} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <RuledLines lines={6} of="the form" />}
      {data !== undefined && selected === null && <Choices choices={data.data.choices} about={aboutOf(relatedRequestId)} mayDefine={data.me.permissions.includes('request_type.define')} />}
      {data !== undefined && selected !== null && (
        <div className={styles.columns}>
          <SubmitRequestForm key={`${selected.requestTypeId}${selected.version}${related?.id ?? ''}${startsOver}`} selected={selected} relatedRequestId={related?.id ?? null} memberId={data.me.memberId} onStartOver={() => setStartsOver(startsOver + 1)} />
        </div>
      )}
    </div>
  );
}

/** The search parameter that carries the related request from page to page. */
const aboutOf = (related: string | undefined) => (related === undefined ? {} : { related });

function Choices({ choices, about, mayDefine }: { readonly about: { readonly related?: string }; readonly choices: SubmitScreen['data']['choices']; readonly mayDefine: boolean }) {
  if (choices.length === 0 && mayDefine) return <p className={styles.none}>Nothing can be requested yet. <Link to="/start">Begin with a template</Link></p>;
  if (choices.length === 0) return <p className={styles.none}>Nothing can be requested yet. An admin of your company defines request types.</p>;
  return (
    <ul className={styles.choices}>
      {choices.map(({ id, name, description, ready }) => (
        <li key={id} data-ready={ready}>
          {ready ? <Link to="/submit" search={{ ...about, type: id }}>{name}</Link> : <b>{name}</b>}
          {description !== '' && <p>{description}</p>}
          {!ready && <p><State name="blocked">Not ready: its workflow is not published</State></p>}
        </li>
      ))}
    </ul>
  );
}
