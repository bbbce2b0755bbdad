import { signIn } from '@countersign/contracts/identity';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { isRefusal } from '../platform/api/failure.js';
import { Button } from '../ui/button/button.js';
import { useClient } from '../platform/api/client-context.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { safePath } from '../platform/screens/safe-path.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Notice } from '../ui/notice/notice.js';
import { CodeForm } from './code-form.js';
import { CredentialsForm, type Credentials } from './credentials-form.js';
import { Entrance } from './entrance.js';

const route = getRouteApi('/sign-in');

/** Signs in and goes back to where one was. */
export function SignInPage() {
  const { next, was } = route.useSearch();
  const [client, frames, queries, router] = [useClient(), useFrameStore(), useQueryClient(), useRouter()];
  /** Whose password was right, while the code is asked for; kept by this page only. */
  const [asked, setAsked] = useState<Credentials | null>(null);
  useTitle('Sign in');
  const enter = async ({ email, password }: Credentials, code?: string) => {
    await client.call(signIn, { body: { email, password, ...(code !== undefined && { code }) } });
    queries.clear();
    frames.clear();
    router.history.push(safePath(next));
  };
  return (
    <Entrance title="Sign in">
      {was === 'in' && <Notice state="blocked" title="You were signed out" role="status"><p>This session was ended, here or at another device. Nothing is lost: what you typed and what could not be sent is kept at this browser.</p></Notice>}
      {next !== undefined && safePath(next) !== '/inbox' && <p>After that you are back where you were; what you typed and signed is kept.</p>}
      {asked === null ? (
        <CredentialsForm
          isNew={false}
          label="Sign in"
          onSend={async (credentials) => {
            try {
              await enter(credentials);
            } catch (error) {
              if (!isRefusal(error, 'second_factor_required')) throw error;
              setAsked(credentials);
            }
          }}
        />
      ) : (
        <>
          <p>The password is right. This account asks for its second factor, too.</p>
          <CodeForm label="Sign in" hasFocus onSend={(code) => enter(asked, code)}><Button onClick={() => setAsked(null)}>Back</Button></CodeForm>
        </>
      )}
      <p>New here? <Link to="/sign-up" search={next === undefined ? {} : { next }}>Sign up</Link></p>
    </Entrance>
  );
}
