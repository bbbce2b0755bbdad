import { describe, expect, test } from '@jest/globals';
import { checkContent, checkForm, type Form } from './index.js';

const formOf = (items: Form, more: Form = {}): Form => ({ type: 'object', properties: { list: { type: 'array', items, ...more } }, additionalProperties: false });
const listOf = (length: number, item: unknown) => ({ list: Array.from({ length }, () => item) });
const fill = (length: number, of: (index: number) => unknown) => Array.from({ length }, (_, index) => of(index));
const row = (of: Form, width: number): Form => ({ type: 'object', properties: Object.fromEntries(fill(width, (index) => [`c${index}`, of]) as [string, Form][]), additionalProperties: false });
const cells = (value: unknown, width: number) => Object.fromEntries(fill(width, (index) => [`c${index}`, value]) as [string, unknown][]);

function bestMsOf(work: () => unknown): number {
  const times = fill(5, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return Math.min(...(times as number[]));
}

const choice = fill(200, (index) => `${'x'.repeat(18)}${index}`);
const pattern = (text: string): Form => ({ type: 'string', pattern: text });
// Every form here is one that may be saved, and every content one that the API's limit on a body lets in.
const worst: [string, Form, unknown][] = [
  ['thousands of choices among 200 long ones', formOf(row({ enum: choice }, 4)), listOf(990, cells(choice[199], 4))],
  ['thousands of choices that are not offered', formOf(row({ enum: choice }, 4)), listOf(990, cells('x'.repeat(40), 4))],
  ['a long fixed value held against thousands', formOf(row({ const: 'x'.repeat(5_000) }, 4)), listOf(990, cells('x', 4))],
  ['two stars on texts that just miss', formOf(pattern('^a*a*b$')), listOf(1000, `${'a'.repeat(199)}!`)],
  ['two stars and a long tail', formOf(pattern(`^a*a*${'a'.repeat(70)}b$`)), listOf(1000, 'a'.repeat(200))],
  ['a hundred choices after a star', formOf(pattern(`^a*(${'a|'.repeat(60)}b)c$`)), listOf(1000, 'a'.repeat(200))],
  ['cheap patterns on thousands of short texts', formOf(row(pattern('^[A-Z]{3}-\\d+$'), 4)), listOf(990, cells('ABC-12345', 4))],
  ['200 patterns of 200 characters', { type: 'object', properties: Object.fromEntries(fill(200, (index) => [`c${index}`, pattern(`^${'a{1,2}'.repeat(3)}${'[a-z]'.repeat(30)}${index}`)]) as [string, Form][]), additionalProperties: false }, cells('a'.repeat(200), 200)],
  ['a thousand long items that must differ', formOf(row({ type: 'string' }, 4), { uniqueItems: true }), { list: fill(990, (index) => cells(`${'y'.repeat(50)}${index}`, 4)) }],
  ['thousands of web addresses', formOf({ type: 'string', format: 'uri' }), listOf(1000, `https://${'a'.repeat(230)}^`)],
  ['a hundred web addresses of two thousand characters', formOf({ type: 'string', format: 'uri' }), listOf(120, `https://${'a'.repeat(1980)}^`)],
  ['e-mail addresses', formOf({ type: 'string', format: 'email' }), listOf(1000, `${'a'.repeat(64)}@${'a-.'.repeat(50)}`)],
  ['fields that are not there', formOf(row({ type: 'string' }, 4)), listOf(990, cells(1, 4))],
  ['one text of a quarter of a megabyte', formOf({ type: 'string', maxLength: 10, pattern: '^a*$' }), listOf(1, 'a'.repeat(250_000))],
];

describe('what checking a content costs', () => {
  test.each(worst)('has a bound: %s', (_name, form, content) => {
    expect(checkForm(form)).toEqual([]);
    expect(JSON.stringify(content).length).toBeLessThan(256 * 1024);
    // A fifth of this on an idle machine; what it stands against took seconds.
    expect(bestMsOf(() => checkContent(form, content))).toBeLessThan(200);
  });

  test.each(worst)('and what it says has one too: %s', (_name, form, content) => {
    const problems = checkContent(form, content);
    expect(problems.length).toBeLessThanOrEqual(20);
    for (const { detail } of problems) expect(detail.length).toBeLessThan(200);
  });

  test('tells when patterns would take too long, instead of trying them', () => {
    const problems = checkContent(formOf(pattern('^a*a*b$')), listOf(1000, 'a'.repeat(200)));
    expect(problems.at(-1)?.detail).toBe('Checking all the texts of this content by their patterns would take too long.');
  });
});

describe('items that must differ', () => {
  const form = formOf({ type: 'object', properties: { a: { type: 'integer' }, b: { type: 'string' } }, additionalProperties: false }, { uniqueItems: true });
  test('are the same in whatever order their names are', () => expect(checkContent(form, { list: [{ a: 1, b: 'x' }, { b: 'x', a: 1 }] }).map(({ pointer }) => pointer)).toEqual(['/list']));
  test('differ in a single value', () => expect(checkContent(form, { list: [{ a: 1, b: 'x' }, { a: 1, b: 'y' }, { a: 1 }] })).toEqual([]));
});

test('a choice that is an object is known in whatever order its names are', () => {
  const form = formOf({ enum: [{ a: 1, b: [1, 2] }, null] });
  expect(checkContent(form, { list: [{ b: [1, 2], a: 1 }, null] })).toEqual([]);
  expect(checkContent(form, { list: [{ b: [2, 1], a: 1 }] }).map(({ pointer }) => pointer)).toEqual(['/list/0']);
});
