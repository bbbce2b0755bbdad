import type { LeftSteps } from '@countersign/contracts/members';
import { Link } from '@tanstack/react-router';

/** Steps of live workflows that nobody could sign any more, if it were done. */
export function LeftToNobody({ left }: { readonly left: readonly LeftSteps[] }) {
  if (left.length === 0) return null;
  return (
    <>
      <p>Nobody would be left to sign the following; requests that come there stop and say so. Give somebody else what these steps ask for first.</p>
      <ul>{left.map(({ workflowId, workflowName, stepNames }) => <li key={workflowId}>{stepNames.join(', ')} of the workflow <Link to="/workflows/$workflowId" params={{ workflowId }} search={{}}>{workflowName}</Link></li>)}</ul>
    </>
  );
}
