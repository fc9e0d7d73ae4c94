import { describe, expect, it } from 'vitest';
import { diffCount, diffLines, withContext, type DiffRow } from './diff';

const show = (rows: DiffRow[]) =>
  rows.map((row) => ({ same: ' ', added: '+', removed: '-' })[row.kind] + row.text).join('\n');

describe('the diff of two texts', () => {
  it('shows removed lines before the added ones that take their place', () => {
    const rows = diffLines('web:\n  image: a:1\n  ports: x\n', 'web:\n  image: a:2\n  ports: x\n');
    expect(show(rows)).toBe(' web:\n-  image: a:1\n+  image: a:2\n   ports: x');
    expect(diffCount(rows)).toEqual({ added: 1, removed: 1 });
    expect(rows[2]).toEqual({ kind: 'added', text: '  image: a:2', after: 2 });
  });

  it('finds lines that were put in between', () => {
    expect(show(diffLines('a\nb\nc', 'a\nx\nb\ny\nc'))).toBe(' a\n+x\n b\n+y\n c');
  });

  it('knows empty texts', () => {
    expect(diffLines('', '')).toEqual([]);
    expect(show(diffLines('', 'a\nb\n'))).toBe('+a\n+b');
    expect(show(diffLines('a\n', ''))).toBe('-a');
  });

  it('gives both texts back', () => {
    const from = 'a\nb\nc\nd\nb\ne'.split('\n');
    const to = 'b\nc\nx\nb\ne\nf'.split('\n');
    const rows = diffLines(from.join('\n'), to.join('\n'));
    expect(rows.filter((row) => row.kind !== 'added').map((row) => row.text)).toEqual(from);
    expect(rows.filter((row) => row.kind !== 'removed').map((row) => row.text)).toEqual(to);
  });

  it('leaves out what is far from a change and says how much', () => {
    const text = Array.from({ length: 40 }, (_, i) => `line ${i}`);
    const changed = text.map((line, i) => (i === 20 ? 'changed' : line));
    const pieces = withContext(diffLines(text.join('\n'), changed.join('\n')));
    expect(pieces.map((piece) => (piece.kind === 'gap' ? piece.count : piece.rows.length))).toEqual(
      [17, 8, 16],
    );
  });
});
