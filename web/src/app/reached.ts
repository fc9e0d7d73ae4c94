/** An address of the server's that begins with a port: its host is the one by which this page was opened. */
export function reached(url: string): string {
  return url.startsWith(':') ? `http://${globalThis.location.hostname}${url}` : url;
}
