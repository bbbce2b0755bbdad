import type { HttpEffect } from '@countersign/engine';

/** What templates are filled in from, by the names that they are written with. */
export interface TemplateValues {
  readonly request: Readonly<Record<string, unknown>>;
  readonly requester: { readonly memberId: string; readonly name: string; readonly unit: string | null };
  readonly requestId: string;
  readonly number: number;
  readonly title: string;
  readonly revision: number;
}

/** A call as it will be made, below the connection's address. */
export interface FilledCall {
  readonly method: HttpEffect['method'];
  readonly path: string;
  readonly body: unknown;
}

/** A place where a value stands that the request does not have. */
export class TemplateUnfilled extends Error {
  override readonly name = 'TemplateUnfilled';
}

/** `{{request.vendor.name}}`, spaces within the braces or not. */
const place = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)\s*\}\}/g;
const onlyPlace = new RegExp(`^${place.source}$`);
/** Braces that open a place, whatever follows: what is no place there is a slip of the pen. */
const anyPlace = /\{\{/g;

/** The places of a text, in order; null where some braces hold no place. */
export function placesOf(text: string): string[] | null {
  const places = [...text.matchAll(place)].map(([, path = '']) => path);
  return places.length === (text.match(anyPlace)?.length ?? 0) ? places : null;
}

/** Whether a text is one place and nothing else, so that it becomes the value as it is, a number or an object too. */
export const isOnlyPlace = (text: string): boolean => onlyPlace.test(text);

/** Fills a call in. In the path each value is one segment, whatever characters it has; a member of the body without a value is left out. */
export function fillCall({ method, path, body }: HttpEffect, values: TemplateValues): FilledCall {
  return { method, path: fillPath(path, values), body: body === null ? null : filled(body, values) };
}

export function fillPath(path: string, values: TemplateValues): string {
  const filledPath = path.replace(place, (_, name: string) => encodeURIComponent(textAt(values, name)));
  // What a value fills in must not lead elsewhere: a segment of dots alone would (RFC 3986, section 5.2.4).
  if (/(^|\/)\.{1,2}(\/|\?|$)/.test(filledPath)) throw new TemplateUnfilled('The path of the call would lead elsewhere than it says.');
  return filledPath;
}

/** Fills a text in; what stands in a place becomes text, whatever stands beside it. */
export const fillText = (text: string, values: TemplateValues): string => text.replace(place, (_, name: string) => textAt(values, name));

function filled(value: unknown, values: TemplateValues): unknown {
  if (typeof value === 'string') {
    const only = onlyPlace.exec(value);
    return only ? valueAt(values, only[1] ?? '') : value.replace(place, (_, name: string) => textAt(values, name));
  }
  if (Array.isArray(value)) return value.map((item) => filled(item, values) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, item]) => {
    const known = filled(item, values);
    return known === undefined ? [] : [[name, known]];
  }));
}

function valueAt(values: TemplateValues, name: string): unknown {
  return name.split('.').reduce<unknown>((at, step) => (typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? (at as Record<string, unknown>)[step] : undefined), values);
}

function textAt(values: TemplateValues, name: string): string {
  const value = valueAt(values, name);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateUnfilled(value === undefined || value === null ? `"${name}" has no value, and one is needed.` : `"${name}" is no text or number, and one is needed.`);
}
