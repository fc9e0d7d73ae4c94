import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { separatorOf } from './eol';
import { portLink } from './ports';

describe('a file in the editor', () => {
  it.each(['a\nb\n', 'a\r\nb\r\n', 'a\r\nb\n', 'a\rb\n', '', 'no end', '\n\n', 'tab\there \n'])(
    'comes back byte for byte: %j',
    (text) => {
      const extensions = [EditorState.lineSeparator.of(separatorOf(text))];
      expect(EditorState.create({ doc: text, extensions }).sliceDoc()).toBe(text);
    },
  );
});

describe('the link of a port', () => {
  const port = { hostPort: 8080, containerPort: 80, protocol: 'tcp' };
  it('leads to where the port is reached', () => {
    expect(portLink(port, 'home.lan')).toBe('http://home.lan:8080');
    expect(portLink({ ...port, hostPort: 80 }, 'home.lan')).toBe('http://home.lan');
    expect(portLink({ ...port, containerPort: 443 }, 'home.lan')).toBe('https://home.lan:8080');
    expect(portLink({ ...port, hostIp: '127.0.0.1' }, 'home.lan')).toBe('http://127.0.0.1:8080');
    expect(portLink({ ...port, hostIp: '::1' }, '')).toBe('http://[::1]:8080');
    expect(portLink({ ...port, protocol: 'udp' }, 'home.lan')).toBeUndefined();
  });
});
