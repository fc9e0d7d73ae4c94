import type { Component } from 'vue';
import type { RouteLocationRaw } from 'vue-router';

export type MenuItem =
  | {
      label: string;
      icon?: Component;
      to?: RouteLocationRaw;
      /** A path of this server, or an address elsewhere: that opens in a new tab. */
      href?: string;
      run?: () => void;
      danger?: boolean;
      disabled?: boolean;
      /** Small text at the end: a shortcut, a state. */
      hint?: string;
    }
  | 'line';
