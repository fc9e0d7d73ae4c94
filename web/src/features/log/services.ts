const colours = [
  'cyan',
  'magenta',
  'yellow',
  'blue',
  'green',
  'bright-red',
  'bright-cyan',
  'bright-magenta',
];

/** The colour of a service in merged logs, by the order in which services came. */
export function serviceColour(index: number): string {
  return `var(--ansi-${colours[Math.max(0, index) % colours.length]})`;
}
