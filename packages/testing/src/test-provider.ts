import { Provider } from 'oidc-provider';
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real OAuth 2.0 server at loopback: PKCE is required, each refresh token is good once, and a second use of one takes back all that was allowed. */
export interface TestProvider {
  readonly url: string;
  /** For `allowedWebhookHosts`. */
  readonly host: string;
  /** Kinds of grants for which tokens were given out, in order. */
  readonly given: readonly string[];
  /** What somebody who comes in a browser of their own says, from now on. */
  says(answer: 'yes' | 'no'): void;
  /** Goes where a browser is sent, says yes (or no), and tells what it is sent back with. */
  visit(authorizeUrl: string, says?: 'yes' | 'no'): Promise<{ readonly at: string; readonly params: Readonly<Record<string, string>> }>;
  /** All that somebody allowed is taken back. */
  revokeAll(): Promise<void>;
  /** Answers of the token address are held back from now on, whatever was done for them; tells when one is, holds no more of them, and lets them go. */
  hold(): { readonly held: Promise<void>; noMore(): void; release(): void };
  close(): Promise<void>;
}

export interface ProviderOptions {
  readonly redirectUri: string;
  readonly clientSecret?: string;
  readonly tokenSeconds?: number;
  /** Left out for any that is free. */
  readonly port?: number;
}

export async function openTestProvider({ redirectUri, clientSecret = 'secret-of-the-client', tokenSeconds = 600, port = 0 }: ProviderOptions): Promise<TestProvider> {
  const grantIds: string[] = [];
  const given: string[] = [];
  let answers: { says: 'yes' | 'no' } = { says: 'yes' };
  let holding: { readonly held: () => void; readonly until: Promise<void> } | null = null;
  let serve: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => serve(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;
  const provider = new Provider(url, configurationOf({ redirectUri, clientSecret, tokenSeconds }));
  provider.on('grant.success', ({ oidc }) => given.push(oidc.params?.grant_type ?? ''));
  const standard = provider.callback();
  const decide = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { params } = await provider.interactionDetails(request, response);
    if (answers.says === 'no') return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'planted words of the provider' }, { mergeWithLastSubmission: false });
    const grant = new provider.Grant({ accountId: 'somebody', clientId: params.client_id });
    grant.addOIDCScope(params.scope ?? '');
    const grantId = await grant.save();
    grantIds.push(grantId);
    return provider.interactionFinished(request, response, { login: { accountId: 'somebody' }, consent: { grantId } }, { mergeWithLastSubmission: false });
  };
  serve = (request, response) => {
    if (request.url?.startsWith('/interaction/')) return void decide(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
    if (request.url === '/token' && holding) holdBack(response, holding);
    standard(request, response);
  };
  return {
    url, host, given,
    says: (answer) => void (answers = { says: answer }),
    visit: (authorizeUrl, says = 'yes') => {
      answers = { says };
      return visitAs(authorizeUrl, redirectUri);
    },
    async revokeAll() {
      await Promise.all(grantIds.flatMap((id) => [provider.RefreshToken.revokeByGrantId(id), provider.AccessToken.revokeByGrantId(id)]));
    },
    hold() {
      const [held, until] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      holding = { held: held.resolve, until: until.promise };
      return { held: held.promise, noMore: () => void (holding = null), release: () => { holding = null; until.resolve(); } };
    },
    close: () => new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

const configurationOf = ({ redirectUri, clientSecret, tokenSeconds }: Required<Omit<ProviderOptions, 'port'>>) => ({
  clients: [{ client_id: 'countersign', client_secret: clientSecret, redirect_uris: [redirectUri], grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], token_endpoint_auth_method: 'client_secret_basic' }],
  scopes: ['openid', 'offline_access', 'payments'],
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: () => true,
  ttl: { AccessToken: tokenSeconds, AuthorizationCode: 60, Grant: 3600, Interaction: 600, RefreshToken: 3600, Session: 600 },
  features: { devInteractions: { enabled: false } },
  findAccount: (_context: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
  interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  cookies: { keys: [randomBytes(16).toString('hex')] },
});

function holdBack(response: ServerResponse, { held, until }: { readonly held: () => void; readonly until: Promise<void> }): void {
  const end = response.end.bind(response) as (...values: unknown[]) => ServerResponse;
  response.end = ((...values: unknown[]) => {
    held();
    void until.then(() => end(...values));
    return response;
  }) as typeof response.end;
}

/** As a browser: follows within the provider, keeps its cookies, and stops where it is sent back. */
async function visitAs(authorizeUrl: string, redirectUri: string): Promise<{ at: string; params: Record<string, string> }> {
  const cookies = new Map<string, string>();
  let at = authorizeUrl;
  for (let hops = 0; hops < 10; hops += 1) {
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`);
    at = new URL(location, at).href;
    if (at.startsWith(redirectUri)) return { at: redirectUri, params: Object.fromEntries(new URL(at).searchParams) };
  }
  throw new Error('the provider sends round and round');
}
