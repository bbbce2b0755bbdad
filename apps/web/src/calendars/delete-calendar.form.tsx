import { deleteCalendar } from '@countersign/contracts/calendars';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';

/** Says what deleting a calendar does before it is done. */
export function DeleteCalendarForm({ calendar, onClose }: { readonly calendar: { readonly id: string; readonly name: string }; readonly onClose: () => void }) {
  const [client, queries, announcer, attempt, navigate] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt(), useNavigate()];
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(deleteCalendar, { params: { calendarId: calendar.id } }, attempt(calendar.id)),
    onSuccess: async () => {
      announcer.say(`Recorded: the calendar ${calendar.name} is deleted.`);
      await navigate({ to: '/calendars', search: {} });
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  return (
    <Dialog title={`Delete the calendar ${calendar.name}?`} onClose={onClose}>
      <p>Times that were promised by it stay as they are. What it was stands in the audit.</p>
      {error !== null && <Notice state="unsent" title="Not deleted" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <div className={sheetStyles.acts}>
        <Button look="ink" aria-disabled={isPending} onClick={() => { if (!isPending) mutate(); }}>{isPending ? 'Sending' : `Delete ${calendar.name}`}</Button>
        <Button onClick={onClose}>Keep it</Button>
      </div>
    </Dialog>
  );
}
