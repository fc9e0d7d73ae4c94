import {
  Bird,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  CircleX,
  Hammer,
  Hand,
  Layers2,
  Rocket,
  ShieldCheck,
  Undo2,
} from '@lucide/vue';
import type { Component } from 'vue';

/** How a thing is, as the eye sees it: each has an icon and a colour; the word comes with it. */
export type StatusName =
  | 'running'
  | 'partial'
  | 'exited'
  | 'queued'
  | 'building'
  | 'deploying'
  | 'verifying'
  | 'canary'
  | 'rolledback'
  | 'failed'
  | 'superseded'
  | 'approval';

export interface StatusLook {
  icon: Component;
  /** Text and background. */
  soft: string;
  text: string;
  solid: string;
}

// Class names are written out, for Tailwind finds them only so.
export const looks: Record<StatusName, StatusLook> = {
  running: {
    icon: CircleCheck,
    soft: 'bg-st-running-bg text-st-running-fg',
    text: 'text-st-running-fg',
    solid: 'bg-st-running-solid',
  },
  partial: {
    icon: CircleDot,
    soft: 'bg-st-partial-bg text-st-partial-fg',
    text: 'text-st-partial-fg',
    solid: 'bg-st-partial-solid',
  },
  exited: {
    icon: CirclePause,
    soft: 'bg-st-exited-bg text-st-exited-fg',
    text: 'text-st-exited-fg',
    solid: 'bg-st-exited-solid',
  },
  queued: {
    icon: CircleDashed,
    soft: 'bg-st-queued-bg text-st-queued-fg',
    text: 'text-st-queued-fg',
    solid: 'bg-st-queued-solid',
  },
  building: {
    icon: Hammer,
    soft: 'bg-st-building-bg text-st-building-fg',
    text: 'text-st-building-fg',
    solid: 'bg-st-building-solid',
  },
  deploying: {
    icon: Rocket,
    soft: 'bg-st-deploying-bg text-st-deploying-fg',
    text: 'text-st-deploying-fg',
    solid: 'bg-st-deploying-solid',
  },
  verifying: {
    icon: ShieldCheck,
    soft: 'bg-st-verifying-bg text-st-verifying-fg',
    text: 'text-st-verifying-fg',
    solid: 'bg-st-verifying-solid',
  },
  canary: {
    icon: Bird,
    soft: 'bg-st-canary-bg text-st-canary-fg',
    text: 'text-st-canary-fg',
    solid: 'bg-st-canary-solid',
  },
  rolledback: {
    icon: Undo2,
    soft: 'bg-st-rolledback-bg text-st-rolledback-fg',
    text: 'text-st-rolledback-fg',
    solid: 'bg-st-rolledback-solid',
  },
  failed: {
    icon: CircleX,
    soft: 'bg-st-failed-bg text-st-failed-fg',
    text: 'text-st-failed-fg',
    solid: 'bg-st-failed-solid',
  },
  superseded: {
    icon: Layers2,
    soft: 'bg-st-superseded-bg text-st-superseded-fg',
    text: 'text-st-superseded-fg',
    solid: 'bg-st-superseded-solid',
  },
  approval: {
    icon: Hand,
    soft: 'bg-st-approval-bg text-st-approval-fg',
    text: 'text-st-approval-fg',
    solid: 'bg-st-approval-solid',
  },
};
