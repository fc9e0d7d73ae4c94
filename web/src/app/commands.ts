import {
  History,
  KeyRound,
  Languages,
  Layers,
  Moon,
  Plus,
  Rocket,
  Sun,
  UserRound,
} from '@lucide/vue';
import { computed, type Component } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter, type RouteLocationRaw } from 'vue-router';
import { useAction } from '@/api/action';
import { api, call } from '@/api/client';
import { useStacks } from '@/api/queries';
import { currentLanguage, languages, speak, type Language } from '@/i18n';
import { confirm } from '@/ui/confirm';
import { places, settingsPlace } from './navigation';
import { can } from './session';
import { theme, themeChoice } from './theme';

export interface Command {
  id: string;
  group: 'recent' | 'stacks' | 'go' | 'run' | 'settings';
  label: string;
  icon: Component;
  keys?: string;
  run: () => void;
}

const recentKey = 'slipway.recent';

function recent(): string[] {
  try {
    return JSON.parse(localStorage.getItem(recentKey) ?? '[]') as string[];
  } catch {
    return []; // storage is blocked or holds something else
  }
}

/** Remembers what was chosen, newest first. */
export function remember(id: string): void {
  try {
    const ids = [id, ...recent().filter((other) => other !== id)].slice(0, 5);
    localStorage.setItem(recentKey, JSON.stringify(ids));
  } catch {
    // storage is blocked: nothing is remembered
  }
}

/** Everything the palette offers, in the order of its groups. */
export function useCommands() {
  const { t } = useI18n();
  const router = useRouter();
  const { data: stacks } = useStacks();

  const go = (to: RouteLocationRaw) => () => void router.push(to);

  const deploy = useAction(async (stack: string) => {
    const queued = await call(
      api.POST('/api/v1/stacks/{stack}/deployments', { params: { path: { stack } }, body: {} }),
    );
    await router.push(`/stacks/${stack}/deployments/${queued.number}`);
  });

  async function askToDeploy(stack: string): Promise<void> {
    const agreed = await confirm({
      title: t('core.palette.deployTitle', { stack }),
      text: t('core.palette.deployText'),
      action: t('core.palette.deploy', { stack }),
    });
    if (agreed) await deploy.run(stack);
  }

  const all = computed<Command[]>(() => [
    ...(stacks.value ?? []).map(({ name }) => ({
      id: `stack:${name}`,
      group: 'stacks' as const,
      label: name,
      icon: Layers,
      run: go(`/stacks/${name}`),
    })),
    ...[...places, settingsPlace].map((place) => ({
      id: `go:${place.name}`,
      group: 'go' as const,
      label: t(place.label),
      icon: place.icon,
      keys: `g ${place.key}`,
      run: go(place.to),
    })),
    ...(can('OPERATE')
      ? [
          {
            id: 'new',
            group: 'run' as const,
            label: t('core.palette.newStack'),
            icon: Plus,
            run: go('/stacks/new'),
          },
          ...(stacks.value ?? [])
            .filter(({ managed }) => managed)
            .map(({ name }) => ({
              id: `deploy:${name}`,
              group: 'run' as const,
              label: t('core.palette.deploy', { stack: name }),
              icon: Rocket,
              run: () => void askToDeploy(name),
            })),
        ]
      : []),
    ...(stacks.value ?? []).map(({ name }) => ({
      id: `history:${name}`,
      group: 'go' as const,
      label: t('core.palette.history', { stack: name }),
      icon: History,
      run: go(`/stacks/${name}/deployments`),
    })),
    {
      id: 'account',
      group: 'settings',
      label: t('core.user.account'),
      icon: UserRound,
      run: go('/account'),
    },
    {
      id: 'tokens',
      group: 'settings',
      label: t('core.user.tokens'),
      icon: KeyRound,
      run: go('/account/tokens'),
    },
    {
      id: 'theme',
      group: 'settings',
      label: theme.value === 'dark' ? t('core.theme.toLight') : t('core.theme.toDark'),
      icon: theme.value === 'dark' ? Sun : Moon,
      run: () => (themeChoice.value = theme.value === 'dark' ? 'light' : 'dark'),
    },
    ...(Object.keys(languages) as Language[])
      .filter((language) => language !== currentLanguage())
      .map((language) => ({
        id: `language:${language}`,
        group: 'settings' as const,
        label: languages[language],
        icon: Languages,
        run: () => void speak(language),
      })),
  ]);

  /** With what was used lately in front, as long as nothing is searched for. */
  function found(text: string): Command[] {
    const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) {
      const ids = recent();
      const lately = ids
        .map((id) => all.value.find((command) => command.id === id))
        .filter((command) => command !== undefined)
        .map((command) => ({ ...command, group: 'recent' as const }));
      const rest = all.value.filter(
        ({ id }) => !ids.includes(id) && !/^(history|deploy):/.test(id),
      );
      return [...lately, ...rest];
    }
    return all.value.filter(({ label }) =>
      words.every((word) => label.toLowerCase().includes(word)),
    );
  }

  return { found };
}
