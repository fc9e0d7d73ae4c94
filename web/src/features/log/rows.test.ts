import { describe, expect, it } from 'vitest';
import { Level } from './line';
import { Rows, type RowOptions } from './rows';
import { LineStore } from './store';

const all: RowOptions = { grouped: true, closed: new Set(), level: Level.None, labels: new Set() };

function store(...runs: [string, number][]): LineStore {
  const out = new LineStore();
  for (const [label, count] of runs)
    out.append(
      Array.from({ length: count }, (_, i) => ({ at: i * 10, text: `${label} ${i}`, label })),
    );
  return out;
}

describe('rows', () => {
  it('puts a head before each group and hides what is closed', () => {
    const s = store(['', 2], ['[1/3] FROM', 10], ['', 1], ['[2/3] RUN', 5]);
    const rows = new Rows(s, { ...all, closed: new Set([2]) });
    expect(rows.length).toBe(2 + 1 + 1 + 1 + 5);
    expect(rows.at(2)).toEqual({
      line: 2,
      group: { label: '[1/3] FROM', count: 10, closed: true, milliseconds: 90 },
    });
    expect(rows.at(3)).toEqual({ line: 12 });
    expect(rows.at(4)?.group?.closed).toBe(false);
    expect(rows.of(7)).toBe(2);
    expect(rows.hider(7)).toBe(2);
    expect(rows.of(14)).toBe(6);
    expect(rows.groups).toEqual([2, 13]);
  });

  it('extends the last group when lines arrive, as if it were made anew', () => {
    const s = store(['a', 4], ['b', 2]);
    const grown = new Rows(s, all);
    s.append([{ at: 1, text: 'x', label: 'b' }]);
    grown.extend();
    s.append([{ at: 1, text: 'y', label: '' }]);
    grown.extend();
    const anew = new Rows(s, all);
    expect(grown.length).toBe(anew.length);
    for (let i = 0; i < anew.length; i++) expect(grown.at(i)).toEqual(anew.at(i));
  });

  it('shows only what is loud enough, also of what arrives later', () => {
    const s = store(['', 3]);
    const rows = new Rows(s, { ...all, level: Level.Error });
    expect(rows.length).toBe(0);
    s.append([
      { at: 1, text: 'ERROR boom' },
      { at: 2, text: 'fine' },
    ]);
    rows.extend();
    expect(rows.length).toBe(1);
    expect(rows.at(0)).toEqual({ line: 3 });
  });

  it('shows only the services that are chosen', () => {
    const s = store(['web', 3], ['db', 3], ['web', 1]);
    const rows = new Rows(s, { ...all, grouped: false, labels: new Set(['web']) });
    expect([...Array(rows.length).keys()].map((i) => rows.at(i)?.line)).toEqual([0, 1, 2, 6]);
    expect(rows.of(4)).toBe(3);
  });
});
