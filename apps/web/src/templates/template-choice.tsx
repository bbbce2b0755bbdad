import type { StartScreen } from '@countersign/contracts/screens';
import { applyTemplate, type TemplateName } from '@countersign/contracts/templates';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetRows, sheetStyles } from '../ui/sheet/sheet.js';

type Data = StartScreen['data'];

/** Templates to begin with. One click makes the form, the workflow and its roles, and opens the form. */
export function TemplateChoice({ templates, apply }: { readonly templates: Data['templates']; readonly apply: Data['apply'] }) {
  const [client, queries, announcer, navigate, attempt] = [useClient(), useQueryClient(), useAnnouncer(), useNavigate(), useAttempt()];
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: (template: TemplateName) => client.call(applyTemplate, { body: { template } }, attempt(template)),
    onSuccess: async ({ name, requestTypeId }) => {
      announcer.say(`Recorded: “${name}” can be requested.`);
      await navigate({ to: '/submit', search: { type: requestTypeId } });
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  return (
    <>
      {error !== null && <Notice state="unsent" title="Not made yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      {apply.because !== null && <p className={sheetStyles.quiet}>{apply.because}</p>}
      <SheetRows>
        {templates.map(({ template, name, description, fields, route, requestTypeId }) => (
          <li key={template}>
            <span className={sheetStyles.what}><b>{name}</b><span>{description}</span></span>
            <span className={sheetStyles.what}>
              <span>Asks for: {fields.join(', ')}</span>
              <span>Decided by: {route.map(({ name: step, when }) => (when === null ? step : `${step} (${when})`)).join(', then ')}</span>
            </span>
            {requestTypeId !== null && <Link to="/submit" search={{ type: requestTypeId }}>Open its form<span className="spoken">: {name}</span></Link>}
            {requestTypeId === null && apply.allowed && <Button aria-disabled={isPending} onClick={() => { if (!isPending) mutate(template); }}>{isPending && variables === template ? 'Making it' : 'Use it'}<span className="spoken">: {name}</span></Button>}
          </li>
        ))}
      </SheetRows>
    </>
  );
}
