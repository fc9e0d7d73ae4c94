import { describe, expect, it } from 'vitest';
import type { CheckSample } from '@/api/types';
import { comparedOf, figure, gotten, path } from './samples';

const box = { width: 10, height: 20, most: 4 };

describe('the samples of a canary', () => {
  it('are those that compare two versions', () => {
    const plain: CheckSample = { at: '2026-01-01T00:00:00Z', verdict: 'PASS', detail: '200' };
    const compared = {
      unit: 'PERCENT' as const,
      limit: 2,
      newer: 0,
      newerRequests: 25,
      olderRequests: 75,
    };
    expect(comparedOf([plain, { ...plain, compared }])).toHaveLength(1);
    expect(gotten(compared)).toBe(25);
    expect(gotten({ ...compared, newerRequests: 0, olderRequests: 0 })).toBeUndefined();
  });

  it('are said in their unit', () => {
    expect(figure(0.1234, 'PERCENT', String)).toBe('0.12 %');
    expect(figure(211.4, 'MILLISECONDS', String)).toBe('211 ms');
  });

  it('are drawn from the bottom up, and never out of the picture', () => {
    expect(path([0, 2, 9], box)).toBe('M0 20L5 10L10 0');
  });

  it('leave a gap where nothing was found', () => {
    expect(path([undefined, 4, undefined, 4, 4], { ...box, width: 8 })).toBe('M2 0h.01M6 0L8 0');
    expect(path([], box)).toBe('');
  });
});
