import { RefusedByServer } from '@countersign/client';
import { createCalendar, updateCalendar, type CalendarBody, type CalendarView } from '@countersign/contracts/calendars';
import type { CalendarScreen } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useRef, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { controlOf, problemsOfDraft } from '../platform/calendars/calendar-draft.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { CheckList } from '../ui/fields/check-list.js';
import { TextField } from '../ui/fields/field.js';
import { ProblemList, type ListedProblem } from '../ui/fields/problem-list.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { HolidayFields } from './holiday-fields.js';
import { WeekFields } from './week-fields.js';
import { WorkingTimePreview } from './working-time-preview.js';

const nine = [{ from: '09:00', to: '17:00' }];
const firstDraft = (): CalendarBody => ({
  name: '', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, holidays: [], isDefault: false,
  week: { monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine, saturday: [], sunday: [] },
});
const draftOf = ({ id: _, changedAt: _at, ...body }: CalendarView): CalendarBody => ({ ...body, holidays: body.holidays.toSorted((one, other) => one.date.localeCompare(other.date)) });

/** Creates a calendar, or changes one for all that is promised by it from then on. */
export function UpdateCalendarForm({ data: { calendar, zones, preview } }: { readonly data: CalendarScreen['data'] }) {
  const [client, queries, announcer, attempt, navigate] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt(), useNavigate()];
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState(() => (calendar === null ? firstDraft() : draftOf(calendar)));
  const [problems, setProblems] = useState<readonly ListedProblem[]>([]);
  const change = (part: Partial<CalendarBody>) => { setDraft({ ...draft, ...part }); setProblems([]); };
  const show = (found: readonly ListedProblem[]) => {
    setProblems(found);
    requestAnimationFrame(() => list.current?.focus());
  };
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const body = { ...draft, name: draft.name.trim() };
      return calendar === null ? client.call(createCalendar, { body }, attempt(body)) : client.call(updateCalendar, { params: { calendarId: calendar.id }, body }, attempt(body));
    },
    onSuccess: async (saved) => {
      announcer.say(`Recorded: the calendar ${saved.name} is ${calendar === null ? 'created' : 'changed'}.`);
      await navigate({ to: '/calendars', search: {} });
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
    onError: (failed) => {
      const errors = failed instanceof RefusedByServer ? (failed.details.errors ?? []) : [];
      if (errors.length > 0) show(errors.map(({ pointer, detail }) => ({ controlId: controlOf(id, pointer), detail })));
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const found = problemsOfDraft(id, draft);
    if (found.length > 0) show(found);
    else mutate();
  };
  const wrong = new Set(problems.flatMap(({ controlId }) => controlId ?? []));
  return (
    <form className={sheetStyles.form} noValidate onSubmit={send}>
      <ProblemList ref={list} problems={problems} />
      <TextField id={`${id}-name`} label="Name" autoComplete="off" required maxLength={80} value={draft.name} problem={wrong.has(`${id}-name`) ? 'A calendar needs a name.' : undefined} onChange={(name) => change({ name })} />
      <TextField id={`${id}-zone`} label="Time zone" list={`${id}-zones`} autoComplete="off" required maxLength={64} value={draft.timeZone} hint="Such as Europe/Berlin. Summer time is kept by it." onChange={(timeZone) => change({ timeZone })} />
      <datalist id={`${id}-zones`}>{zones.map((zone) => <option key={zone} value={zone} />)}</datalist>
      <SheetPart title="The week"><WeekFields id={`${id}-week`} week={draft.week} wrong={wrong} onChange={(week) => change({ week })} /></SheetPart>
      <SheetPart title="Holidays"><HolidayFields id={`${id}-holidays`} holidays={draft.holidays} wrong={wrong} onChange={(holidays) => change({ holidays })} /></SheetPart>
      <SheetPart title="Asked for now"><WorkingTimePreview draft={draft} saved={preview} /></SheetPart>
      <CheckList
        legend="Where it applies"
        options={[{ id: 'default', label: 'Wherever a step names no calendar', allowed: calendar?.isDefault !== true, because: 'It is the default: to change that, make another the default.' }]}
        chosen={new Set(draft.isDefault ? ['default'] : [])}
        onChange={(chosen) => change({ isDefault: chosen.has('default') })}
      />
      {error !== null && problems.length === 0 && <Notice state="unsent" title="Not saved yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <p className={sheetStyles.acts}><Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : calendar === null ? 'Create the calendar' : 'Save the calendar'}</Button></p>
      {calendar !== null && <p className={sheetStyles.quiet}>It holds for what is asked from then on. Times that were promised before stay as they were told.</p>}
    </form>
  );
}
