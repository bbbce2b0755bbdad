import { describe, expect, it } from '@jest/globals';
import { branchesText, notReachedText, stoppedText } from './path-words.js';

const condition = { source: 'request.days > 3', text: 'Days is more than 3' };

describe('a step that the run has not come to', () => {
  it.each([
    ['approval', 'ahead', null, true, 'open', 'Not reached yet.'],
    ['approval', 'ahead', condition, true, 'open', 'Not reached yet. As the request stands, it will be asked.'],
    ['effect', 'ahead', condition, true, 'open', 'Not reached yet. As the request stands, it will be carried out.'],
    ['approval', 'ahead', condition, null, 'open', 'Not reached yet. Whether it is asked is worked out then.'],
    ['effect', 'ahead', condition, null, 'open', 'Not reached yet. Whether it is carried out is worked out then.'],
    ['approval', 'skipped', condition, false, 'open', 'Not reached yet. As the request stands, it will be skipped.'],
    ['approval', 'skipped', condition, false, 'rejected', 'Not reached: the request was rejected before.'],
    ['effect', 'skipped', null, true, 'withdrawn', 'Not reached: the request was withdrawn before.'],
    ['approval', 'ahead', null, true, 'cancelled', 'Not reached: the request was cancelled before.'],
    ['approval', 'ahead', condition, true, 'reversed', 'Not reached: the request was reversed before.'],
  ] as const)('%s, %s, %p, foreseen %p, in a request that is %s', (kind, state, asked, foreseen, status, text) => expect(notReachedText({ kind, state, condition: asked, foreseen }, status)).toBe(text));
});

describe('a step that stands still', () => {
  const rejected = { memberId: 'm', name: 'Ann', verdict: 'reject' as const, reason: 'why', revision: 1, at: '2026-11-21T10:00:00.000Z' };
  it.each([
    [[], 'needs_approver', 'Nobody can sign it. It waits until somebody can; it never passes by itself.'],
    [[], 'withdrawn', 'It was open when the request was withdrawn.'],
    [[], 'cancelled', 'It was open when the request was cancelled.'],
    [[rejected], 'returned', null],
    [[], 'returned', 'It stopped here.'],
  ] as const)('%p, in a request that is %s', (decisions, status, text) => expect(stoppedText({ decisions: [...decisions] }, status)).toBe(text));
});

describe('a step that holds others', () => {
  const branch = (branchId: string, label: string, state: 'done' | 'skipped') => ({ branchId, label, steps: [{ step: { kind: 'approval' as const, state }, branches: [] }] });
  it.each([
    ['condition', [branch('large', 'If Amount is 5,000 or more', 'done'), branch('otherwise', 'Otherwise', 'skipped')], 'The way taken: because Amount is 5,000 or more.'],
    ['condition', [branch('large', 'If Amount is 5,000 or more', 'skipped'), branch('otherwise', 'Otherwise', 'done')], 'No condition held for this request: it went the other way.'],
    ['condition', [branch('large', 'If Amount is 5,000 or more', 'skipped')], 'None of its branches applied to this request.'],
    ['parallel', [branch('money', 'Branch money', 'done')], 'All of its branches are gone through, at the same time.'],
  ] as const)('%s, %p', (kind, branches, text) => expect(branchesText({ step: { kind, state: 'done' }, branches })).toBe(text));
});
