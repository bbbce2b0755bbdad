import { signUp } from '@countersign/contracts/identity';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { safePath } from '../platform/screens/safe-path.js';
import { useTitle } from '../platform/screens/use-title.js';
import { CredentialsForm } from './credentials-form.js';
import { Entrance } from './entrance.js';

const route = getRouteApi('/sign-up');

/** Makes an account; one is signed in by it and goes on to a company of one's own, or to the invitation one came with. */
export function SignUpPage() {
  const { next } = route.useSearch();
  const [client, frames, queries, router] = [useClient(), useFrameStore(), useQueryClient(), useRouter()];
  useTitle('Sign up');
  return (
    <Entrance title="Sign up">
      <CredentialsForm
        isNew
        label="Sign up"
        onSend={async (body) => {
          await client.call(signUp, { body });
          queries.clear();
          frames.clear();
          router.history.push(next === undefined ? '/welcome' : safePath(next));
        }}
      />
      <p>You have an account? <Link to="/sign-in" search={next === undefined ? {} : { next }}>Sign in</Link></p>
    </Entrance>
  );
}
