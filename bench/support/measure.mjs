// Memory and CPU of processes from /proc (proc(5)), and small statistics.
import { readFileSync, readdirSync } from 'node:fs';
import { cpus, release } from 'node:os';

const TICKS_PER_SECOND = 100; // USER_HZ on Linux

/** Process ids of `pid` and all below it. */
export function tree(pid) {
  const children = new Map();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = statFields(entry)?.[1];
    if (parent) children.set(parent, [...(children.get(parent) ?? []), entry]);
  }
  const all = [`${pid}`];
  for (const id of all) all.push(...(children.get(id) ?? []));
  return all;
}

/** Fields of /proc/PID/stat after the name: [0] is the state, [1] the parent, [11] and [12] user and system ticks. */
function statFields(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined; // ended meanwhile
  }
}

/** MiB of RSS, PSS and anonymous memory, summed over the processes. */
export function memory(pids) {
  const sum = { rss: 0, pss: 0, anon: 0 };
  for (const pid of pids) {
    let text;
    try {
      text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    } catch {
      continue; // ended meanwhile
    }
    const kib = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
    sum.rss += kib('Rss') / 1024;
    sum.pss += kib('Pss') / 1024;
    sum.anon += kib('Anonymous') / 1024;
  }
  return sum;
}

/** CPU seconds, user and system, that the processes have used. */
export function cpuSeconds(pids) {
  return pids.reduce((sum, pid) => {
    const fields = statFields(pid);
    return sum + (fields ? (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND : 0);
  }, 0);
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A line that says on what the figures were taken. */
export function machine() {
  const [cpu] = cpus();
  return `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu.model.trim()}, Linux ${release().split('-')[0]}, Node ${process.version}`;
}
