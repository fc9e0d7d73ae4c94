const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
];
const systems: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** "Firefox · Linux": what a person recognises of a user agent. */
export function deviceOf(userAgent: string): string {
  const first = (list: [RegExp, string][]) => list.find(([mark]) => mark.test(userAgent))?.[1];
  const known = [first(browsers), first(systems)].filter((name) => name !== undefined);
  return known.length > 0 ? known.join(' · ') : userAgent || '—';
}
