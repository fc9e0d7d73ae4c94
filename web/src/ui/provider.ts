/** Names of git providers as they write themselves, by what the API or a webhook's address calls them. */
const names: Record<string, string> = {
  GITHUB: 'GitHub',
  GITLAB: 'GitLab',
  BITBUCKET_CLOUD: 'Bitbucket',
  BITBUCKET_SERVER: 'Bitbucket Server',
  GITEA: 'Gitea',
  FORGEJO: 'Forgejo',
  GOGS: 'Gogs',
  GENERIC: 'Git',
};

export function providerName(provider: string): string {
  return names[provider.toUpperCase().replaceAll('-', '_')] ?? provider;
}
