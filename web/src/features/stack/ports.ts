import type { Service } from '@/api/types';

type Port = Service['ports'][number];

/** Ports that speak TLS by custom. */
const secure = new Set([443, 8443, 9443]);

/** Where a published port is reached with a browser; undefined when it is not for browsers. */
export function portLink(port: Port, primaryHost: string): string | undefined {
  if (port.protocol !== 'tcp') return undefined;
  const bound = port.hostIp && !['0.0.0.0', '::', ''].includes(port.hostIp) ? port.hostIp : '';
  const host = bound || primaryHost || globalThis.location?.hostname || 'localhost';
  const scheme = secure.has(port.hostPort) || secure.has(port.containerPort) ? 'https' : 'http';
  const standard = scheme === 'http' ? 80 : 443;
  const name = host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${name}${port.hostPort === standard ? '' : `:${port.hostPort}`}`;
}
