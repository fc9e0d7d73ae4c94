import type { components } from '@/api/schema';

export type Provider = components['schemas']['Provider'];

export const PROVIDERS: readonly Provider[] = [
  'GITHUB',
  'GITLAB',
  'BITBUCKET_CLOUD',
  'BITBUCKET_SERVER',
  'GITEA',
  'FORGEJO',
  'GOGS',
  'GENERIC',
];

/** What a git address says about itself. */
export interface ParsedUrl {
  ssh: boolean;
  host: string;
  /** `owner/name`, as far as the address has it. */
  path: string;
  /** The repository's page in a browser, where the address has one. */
  page: string | null;
}

/** Reads `https://host/owner/name.git`, `ssh://git@host/…` and `git@host:owner/name.git`. */
export function parseUrl(url: string): ParsedUrl | null {
  const text = url.trim();
  const short = /^(?:([\w.-]+)@)?([\w.-]+\.[\w-]+|localhost):(?!\/\/)([^\s:]+)$/.exec(text);
  if (short) return parsed(true, short[2] ?? '', short[2] ?? '', short[3] ?? '');
  let address: URL;
  try {
    address = new URL(text);
  } catch {
    return null;
  }
  if (!['https:', 'http:', 'ssh:'].includes(address.protocol) || !address.hostname) return null;
  const ssh = address.protocol === 'ssh:';
  return parsed(
    ssh,
    address.hostname,
    ssh ? address.hostname : address.host,
    address.pathname,
    address.protocol,
  );
}

function parsed(
  ssh: boolean,
  host: string,
  web: string,
  rawPath: string,
  protocol = 'https:',
): ParsedUrl | null {
  const path = rawPath.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
  if (!path) return null;
  return { ssh, host, path, page: `${protocol === 'http:' ? 'http:' : 'https:'}//${web}/${path}` };
}

/** Which provider a host most likely is; GENERIC when its name says nothing. */
export function providerOf(url: string): Provider {
  const host = parseUrl(url)?.host.toLowerCase() ?? '';
  if (host === 'github.com' || host.startsWith('github.')) return 'GITHUB';
  if (host === 'gitlab.com' || host.startsWith('gitlab.')) return 'GITLAB';
  if (host === 'bitbucket.org') return 'BITBUCKET_CLOUD';
  if (host.startsWith('bitbucket.') || host.startsWith('stash.')) return 'BITBUCKET_SERVER';
  if (host === 'codeberg.org' || host.startsWith('forgejo.')) return 'FORGEJO';
  if (host === 'gitea.com' || host.startsWith('gitea.')) return 'GITEA';
  if (host.startsWith('gogs.')) return 'GOGS';
  return 'GENERIC';
}

/** Page of the provider where a deploy key is added; null when it is not known. */
export function deployKeyPage(url: string, provider: Provider): string | null {
  const page = parseUrl(url)?.page;
  if (!page) return null;
  switch (provider) {
    case 'GITHUB':
      return `${page}/settings/keys/new`;
    case 'GITLAB':
      return `${page}/-/settings/repository#js-deploy-keys-settings`;
    case 'BITBUCKET_CLOUD':
      return `${page}/admin/access-keys/`;
    case 'GITEA':
    case 'FORGEJO':
    case 'GOGS':
      return `${page}/settings/keys`;
    case 'BITBUCKET_SERVER':
    case 'GENERIC':
      return null;
  }
}
