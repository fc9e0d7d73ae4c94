import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "820 ms", "48s", "5m 12s", "1h 02m", "2d 4h": two units at most, as on a stop-watch. */
export function duration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 1000 && ms > 0) return `${Math.round(ms)} ms`;
  if (ms < minute) return `${Math.floor(ms / 1000)}s`;
  if (ms < hour) return `${Math.floor(ms / minute)}m ${pad((ms % minute) / 1000)}s`;
  if (ms < day) return `${Math.floor(ms / hour)}h ${pad((ms % hour) / minute)}m`;
  return `${Math.floor(ms / day)}d ${Math.floor((ms % day) / hour)}h`;
}

function pad(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

/** "now", "5 min ago", "yesterday", and from a week on the date. */
export function relative(at: Date, now: Date, language: string): string {
  const past = now.getTime() - at.getTime();
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const size = Math.abs(past);
  if (size < 45_000) return words.format(0, 'second');
  if (size < 45 * minute) return words.format(-Math.round(past / minute), 'minute');
  if (size < 22 * hour) return words.format(-Math.round(past / hour), 'hour');
  const days = Math.round((midnight(now) - midnight(at)) / day);
  if (Math.abs(days) < 7) return words.format(-days, 'day');
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    ...(at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(at);
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** "1.4 GB": decimal units, as disks and registries use them. */
export function bytes(count: number, language: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;
  const step = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), units.length - 1);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step],
    unitDisplay: 'short',
    maximumFractionDigits: step === 0 || count / 1000 ** step >= 100 ? 0 : 1,
  }).format(count / 1000 ** step);
}

/** The name of the branch or tag without what git puts before it. */
export function refName(ref: string | undefined): string | undefined {
  return ref?.replace(/^refs\/(heads|tags)\//, '');
}

export interface Format {
  relative: (at: Date, now: Date) => string;
  dateTime: (at: Date) => string;
  clock: (at: Date) => string;
  duration: (milliseconds: number) => string;
  bytes: (count: number) => string;
  number: (value: number) => string;
}

/** The language as it is written where the reader lives: dates differ between en-GB and en-US. */
function regional(language: string): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
}

/** The formats in the present language. */
export function useFormat(): ComputedRef<Format> {
  const { locale } = useI18n();
  return computed(() => {
    const language = regional(locale.value);
    const dateTime = new Intl.DateTimeFormat(language, {
      dateStyle: 'medium',
      timeStyle: 'medium',
    });
    const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
    const number = new Intl.NumberFormat(language);
    return {
      relative: (at, now) => relative(at, now, language),
      dateTime: (at) => dateTime.format(at),
      clock: (at) => clock.format(at),
      duration,
      bytes: (count) => bytes(count, language),
      number: (value) => number.format(value),
    };
  });
}
