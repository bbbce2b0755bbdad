import { createTenant } from '@countersign/contracts/tenants';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { attemptFor, type Attempt } from '../platform/drafts/form-draft.js';
import { Button } from '../ui/button/button.js';
import { TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';

/** Creates a company. The same name sent again is the same company: it keeps its key. */
export function CreateTenantForm() {
  const client = useClient();
  const id = useId();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const attempt = useRef<Attempt | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: { name: string }) => {
      attempt.current = attemptFor(body, attempt.current, () => crypto.randomUUID());
      return client.call(createTenant, { body }, { idempotencyKey: attempt.current.key });
    },
    // A whole new page: nothing that was read without a company is right inside it.
    onSuccess: () => window.location.assign('/start'),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    if (name.trim() === '') {
      setProblem('The name of the company is needed.');
      document.getElementById(id)?.focus();
    } else mutate({ name: name.trim() });
  };
  return (
    <form noValidate onSubmit={send}>
      <TextField id={id} label="Name of the company" autoComplete="organization" required maxLength={120} value={name} problem={problem} onChange={(value) => { setName(value); setProblem(undefined); }} />
      {error !== null && <Notice state="unsent" title="Not created yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : error === null ? 'Create the company' : 'Retry'}</Button>
    </form>
  );
}
