declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  /** An OAuth 2.0 server, certified for OpenID Connect; of it only what tests use. */
  class Provider {
    constructor(issuer: string, configuration: object);
    readonly Grant: new (of: { readonly accountId: string; readonly clientId: string }) => Grant;
    readonly RefreshToken: { revokeByGrantId(grantId: string): Promise<void> };
    readonly AccessToken: { revokeByGrantId(grantId: string): Promise<void> };
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<{ readonly params: { readonly client_id: string; readonly scope?: string } }>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object, options: { readonly mergeWithLastSubmission: boolean }): Promise<void>;
    on(event: 'grant.success' | 'grant.error', listener: (context: { readonly oidc: { readonly params?: { readonly grant_type?: string } } }, error?: Error) => void): void;
  }
  export { Provider };
}
