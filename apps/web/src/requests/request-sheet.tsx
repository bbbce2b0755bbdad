import { codeOf } from '@countersign/contracts/platform';
import type { RequestSheet as Sheet } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { useId, type ReactNode, type Ref } from 'react';
import { AttachmentsList } from '../attachments/attachments-list.js';
import { isNested, nestSteps } from '../platform/flows/nest-steps.js';
import { useFrame } from '../platform/screens/frame-store.js';
import { Person } from '../profile/person.js';
import { FlowStrip } from '../ui/flow/flow-strip.js';
import { FlowTree } from '../ui/flow/flow-tree.js';
import { Money } from '../ui/money/money.js';
import { FactsList } from './facts-list.js';
import { OpenAsks } from './open-asks.js';
import { OutsideRecords } from './outside-records.js';
import { PathTaken } from './path-taken.js';
import { RelatedRequests } from './related-requests.js';
import { RequestLedger } from './request-ledger.js';
import styles from './request-sheet.module.css';
import { RequestState } from './request-state.js';
import { TaskPeople } from './task-people.js';

export interface RequestSheetProps {
  readonly sheet: Sheet;
  /** Level of its heading: 1 on its own page, 2 beside a list that has one. */
  readonly level: 1 | 2;
  readonly headingRef?: Ref<HTMLHeadingElement>;
  /** Above the facts: what has just happened to it. */
  readonly notices?: ReactNode;
  /** What may be done about it: revise, withdraw. */
  readonly actions?: ReactNode;
  /** Where there is a decision to make: what a narrow screen's bar to it says. */
  readonly jumpLabel?: string | undefined;
  /** The decision block, at the foot. */
  readonly decision?: ReactNode;
}

/** A request as one sheet: what, how much, where it stands, what led here, and what you can do. */
export function RequestSheet({ sheet, level, headingRef, notices, actions, jumpLabel, decision }: RequestSheetProps) {
  const id = useId();
  const { request } = sheet;
  const maySeeWorkflows = useFrame()?.nav.places.includes('workflows') === true;
  const Heading = level === 1 ? 'h1' : 'h2';
  const Part = level === 1 ? 'h2' : 'h3';
  return (
    <article className={styles.sheet} aria-labelledby={id}>
      <div className={styles.inside}>
        <header className={styles.head}>
          <div>
            <p className={styles.label}>{request.requestType.name} <span className="mono">{request.number}</span>, version {request.revision}, asked for by <Person memberId={request.requester.memberId} name={request.requester.name} sizePx={20} /> {request.requester.name}</p>
            <Heading id={id} ref={headingRef} tabIndex={-1}>{request.title}</Heading>
            <p className={styles.state}><RequestState status={request.status}>{sheet.stateLine}</RequestState></p>
            {sheet.due !== null && <p className={styles.due} data-late={sheet.due.isOverdue}><time dateTime={sheet.due.at}>{sheet.due.stepName} {sheet.due.text}</time></p>}
          </div>
          {request.amount !== null && <p className={styles.amount}><Money value={request.amount} /></p>}
        </header>
        {notices}
        <OpenAsks {...(sheet.asks && { asks: sheet.asks })} />
        <FactsList facts={sheet.facts} />
        {request.current.attachments.length > 0 && (
          <section className={styles.part} aria-labelledby={`${id}-files`}>
            <Part id={`${id}-files`}>Files of version {request.revision}</Part>
            <AttachmentsList requestId={request.id} attachments={request.current.attachments} />
          </section>
        )}
        {actions}
        <section className={styles.part} aria-labelledby={`${id}-way`}>
          <Part id={`${id}-way`}>The way of this request</Part>
          <Way sheet={sheet} isWhole={level === 1} />
          {maySeeWorkflows && <p><Link className={styles.along} to="/workflows/$workflowId" params={{ workflowId: request.workflow.id }} search={{ version: String(request.workflow.version) }}>View workflow, version {request.workflow.version}</Link></p>}
          <TaskPeople tasks={request.tasks} stopped={sheet.stopped} />
        </section>
        {request.outsideRecords.length > 0 && (
          <section className={styles.part} aria-labelledby={`${id}-records`}>
            <Part id={`${id}-records`}>Outside records</Part>
            <OutsideRecords records={request.outsideRecords} labels={new Map(sheet.facts.map(({ field, label }) => [field, label]))} />
          </section>
        )}
        {request.related.length > 0 && (
          <section className={styles.part} aria-labelledby={`${id}-related`}>
            <Part id={`${id}-related`}>Related requests</Part>
            <RelatedRequests related={request.related} />
          </section>
        )}
        <section className={styles.part} aria-labelledby={`${id}-ledger`}>
          <Part id={`${id}-ledger`}>Ledger of this request</Part>
          <RequestLedger sheet={sheet} />
        </section>
        {sheet.watchers.length > 0 && <p className={styles.foot}>Watched by {sheet.watchers.map(({ name }) => name).join(', ')}: they are told of what happens to it.</p>}
        <p className={styles.foot}>Version {request.revision}, code <span className="mono" title={request.current.revisionDigest}>{codeOf(request.current.revisionDigest)}</span> to look it up by; the full digest is the proof.</p>
      </div>
      {jumpLabel !== undefined && <a className={styles.jump} href="#decision">{jumpLabel}…</a>}
      {decision}
    </article>
  );
}

/** On its own page everything of the way; beside a list where it stands, in branches where there are some. */
function Way({ sheet, isWhole }: { readonly sheet: Sheet; readonly isWhole: boolean }) {
  const { flow, request: { workflow } } = sheet;
  const label = `Steps of ${workflow.name}, version ${workflow.version}`;
  if (isWhole) return <PathTaken sheet={sheet} />;
  return isNested(flow) ? <FlowTree steps={nestSteps(flow)} label={label} /> : <FlowStrip steps={flow} label={label} />;
}
