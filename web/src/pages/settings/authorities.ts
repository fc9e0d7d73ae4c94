/** Authorities that give certificates to everybody, the first of them by default. */
export const authorities = [
  {
    name: 'letsEncrypt',
    directory: 'https://acme-v02.api.letsencrypt.org/directory',
    terms: 'https://letsencrypt.org/repository/',
  },
  {
    name: 'staging',
    directory: 'https://acme-staging-v02.api.letsencrypt.org/directory',
    terms: 'https://letsencrypt.org/repository/',
  },
] as const;

export type AuthorityName = (typeof authorities)[number]['name'] | 'custom';

/** The name of the authority with a directory; the default one while there is none. */
export function authorityOf(directory: string | undefined): AuthorityName {
  if (!directory) return 'letsEncrypt';
  return authorities.find((one) => one.directory === directory)?.name ?? 'custom';
}
