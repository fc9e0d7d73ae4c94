import type { Component } from 'vue';
import type { RouteLocationRaw } from 'vue-router';

export type MenuItem =
  | {
      label: string;
      icon?: Component;
      to?: RouteLocationRaw;
      href?: string;
      run?: () => void;
      danger?: boolean;
      disabled?: boolean;
      /** Small text at the end: a shortcut, a state. */
      hint?: string;
    }
  | 'line';
