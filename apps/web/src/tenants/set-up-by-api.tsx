/** For one who may define what can be requested: where that is done. */
export function SetUpByApi() {
  return <p>Webhooks, roles, workflows and request types are set up by the public API for now: <a href="/v1/openapi.json">its description (OpenAPI)</a>.</p>;
}
