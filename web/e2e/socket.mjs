import { createHash } from 'node:crypto';

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Answers the upgrade to a WebSocket; the result sends texts, and `receive` gets those of the page. */
export function accept(request, socket, receive) {
  const key = createHash('sha1')
    .update(request.headers['sec-websocket-key'] + magic)
    .digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
  );
  socket.on('error', () => socket.destroy());
  let waiting = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (let frame = read(waiting); frame; frame = read(waiting)) {
      waiting = waiting.subarray(frame.length);
      if (frame.opcode === 8) socket.end();
      if (frame.opcode === 1) receive(frame.text);
    }
  });
  return (text) => socket.writable && socket.write(write(Buffer.from(text)));
}

/** One masked frame below 64 KiB: a page sends no larger ones. */
function read(bytes) {
  if (bytes.length < 6) return undefined;
  const short = bytes[1] & 127;
  const start = short === 126 ? 4 : 2;
  const size = short === 126 ? bytes.readUInt16BE(2) : short;
  if (bytes.length < start + 4 + size) return undefined;
  const mask = bytes.subarray(start, start + 4);
  const body = Buffer.from(bytes.subarray(start + 4, start + 4 + size)).map(
    (byte, index) => byte ^ mask[index % 4],
  );
  return { opcode: bytes[0] & 15, text: body.toString(), length: start + 4 + size };
}

function write(body) {
  const head =
    body.length < 126
      ? Buffer.from([0x81, body.length])
      : Buffer.from([0x81, 126, body.length >> 8, body.length & 255]);
  return Buffer.concat([head, body]);
}
