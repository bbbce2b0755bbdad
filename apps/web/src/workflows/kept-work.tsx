import type { WorkflowEditorScreen } from '@countersign/contracts/screens';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import type { Edited, EditedWorkflow } from '../platform/workflows/use-edited.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';

type Data = WorkflowEditorScreen['data'];

/** The version that writing begins from; null where there is none yet. */
const begunFrom = ({ draft, live, retired }: Data) => draft ?? live ?? retired;

export const startOf = (data: Data): Edited => ({ name: data.workflow?.name ?? '', definition: begunFrom(data)?.definition ?? { formatVersion: 2, steps: [] } });

/** Says that something was found from an earlier visit, that somebody else wrote meanwhile, or that another window did. */
export function FoundWork({ edited, data }: { readonly edited: EditedWorkflow; readonly data: Data }) {
  const [isGivingUp, setGivingUp] = useState(false);
  const { latestVersion } = data;
  const version = begunFrom(data)?.version ?? latestVersion;
  const restart = <Button onClick={() => setGivingUp(true)}>{latestVersion === 0 ? 'Begin anew…' : `Begin anew from version ${version}…`}</Button>;
  return (
    <>
      {edited.elsewhere !== null && (
        <Notice state="conflict" title="Another window of this browser changed this workflow" role="status" actions={<Button onClick={edited.takeElsewhere}>Take what is written there</Button>}>
          <p>One of the two is kept: whatever is changed last. Go on in one window.</p>
        </Notice>
      )}
      {edited.base !== latestVersion ? (
        <Notice state="conflict" title={`Version ${latestVersion} was added since you began`} actions={<>{restart}<Button onClick={() => edited.rebase(latestVersion)}>Keep what I wrote</Button></>}><p>What you wrote is kept. Saving it adds a version after that one.</p></Notice>
      ) : edited.isFound && edited.isTouched ? (
        <Notice state="draft" title="Found what you were writing" actions={restart}><p>It is kept at this browser and was not saved as a version yet.</p></Notice>
      ) : null}
      {isGivingUp && (
        <Dialog title="Give up what you wrote?" onClose={() => setGivingUp(false)}>
          <p>It is kept at this browser only. Once it is given up, nothing brings it back.</p>
          <div className={sheetStyles.acts}>
            <Button look="ink" onClick={() => { edited.restart(latestVersion, startOf(data)); setGivingUp(false); }}>Give it up</Button>
            <Button onClick={() => setGivingUp(false)}>Keep it</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Where what is written is kept, in a sentence; and a question before what is kept nowhere is left. */
export function WhereKept({ edited, data, hasUnapplied }: { readonly edited: EditedWorkflow; readonly data: Data; readonly hasUnapplied: boolean }) {
  const isAtRisk = hasUnapplied || (edited.isTouched && !edited.isKept);
  return (
    <>
      <p className={sheetStyles.quiet}>{edited.isTouched && !edited.isKept ? <State name="void">{placeText(edited, data)}</State> : placeText(edited, data)}</p>
      <AskBeforeLeaving isAtRisk={isAtRisk} what={hasUnapplied ? 'What is written as JSON and not applied is kept nowhere.' : 'This browser keeps nothing, so what you wrote is on this page only.'} />
    </>
  );
}

function placeText({ isTouched, isKept }: EditedWorkflow, { draft, live, retired }: Data): string {
  if (isTouched && !isKept) return 'This browser keeps nothing: what you wrote is lost when you leave this page. Save it as a draft version.';
  if (isTouched) return 'Kept at this browser only: not on the server, and nobody else sees it. “Save as a draft version” puts it there.';
  const now = draft !== null ? `This is draft version ${draft.version}, kept on the server. ` : live !== null ? `This is version ${live.version}, as it is live. ` : retired !== null ? `This is version ${retired.version}, as it was when it was retired. ` : '';
  return `${now}What you change is kept at this browser until you save it.`;
}

function AskBeforeLeaving({ isAtRisk, what }: { readonly isAtRisk: boolean; readonly what: string }) {
  const { status, proceed, reset } = useBlocker({ shouldBlockFn: () => isAtRisk, enableBeforeUnload: () => isAtRisk, withResolver: true });
  if (status !== 'blocked') return null;
  return (
    <Dialog title="Leave, and lose what you wrote?" onClose={reset}>
      <p>{what} Leaving this page loses it.</p>
      <div className={sheetStyles.acts}>
        <Button look="ink" onClick={reset}>Stay here</Button>
        <Button onClick={proceed}>Leave and lose it</Button>
      </div>
    </Dialog>
  );
}
