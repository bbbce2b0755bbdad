/** A JSON value as form fields (WHATWG URL, section 5), names within names in brackets, as Stripe's API takes them: `metadata[request]=7`, `items[0][price]=p`. What is null is left out. */
export function formBodyOf(value: unknown): string {
  const parameters = new URLSearchParams();
  add(parameters, '', value);
  return parameters.toString();
}

function add(parameters: URLSearchParams, name: string, value: unknown): void {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') {
    if (name !== '') parameters.append(name, String(value as string | number | boolean));
    return;
  }
  for (const [key, child] of Object.entries(value)) add(parameters, name === '' ? key : `${name}[${key}]`, child);
}
