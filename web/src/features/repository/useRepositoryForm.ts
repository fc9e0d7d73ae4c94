import { useDebounceFn } from '@vueuse/core';
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import { useAction } from '@/api/action';
import { api, call } from '@/api/client';
import { asProblem } from '@/api/problem';
import type {
  AccessResult,
  DeployKey,
  GitRepository,
  HostKey,
  RepositoryChange,
} from '@/api/types';
import { parseUrl, providerOf, type Provider } from './provider';

export type CredentialKind = GitRepository['credential']['kind'];
type Poll = GitRepository['poll'];

/** Address and credential of a repository as they are typed, tested as soon as they are whole. */
export function useRepositoryForm(saved: () => GitRepository | undefined) {
  const begin = saved();
  const form = reactive({
    url: begin?.url ?? '',
    provider: begin?.provider ?? ('GENERIC' as Provider),
    kind: begin?.credential.kind ?? ('NONE' as CredentialKind),
    user: begin?.credential.user ?? '',
    secret: '',
    hostKey: undefined as HostKey | undefined,
    poll: {
      mode: begin?.poll.mode ?? ('AUTO' as Poll['mode']),
      seconds: begin?.poll.seconds ?? 60,
    },
  });
  const deployKey = shallowRef<DeployKey>();
  const parsed = computed(() => parseUrl(form.url));
  const kept = computed(() => saved() !== undefined && saved()?.credential.kind === form.kind);
  const result = shallowRef<AccessResult>();
  const testing = ref(false);

  /** Kinds that make sense for the address. */
  const kinds = computed<CredentialKind[]>(() =>
    parsed.value?.ssh ? ['SSH_KEY'] : ['NONE', 'TOKEN', 'PASSWORD'],
  );
  /** Whether all that a test needs has been given. */
  const whole = computed(() => {
    if (!parsed.value) return false;
    if (form.kind === 'NONE') return true;
    if (form.kind === 'PASSWORD' && !form.user) return false;
    return (
      kept.value || form.secret !== '' || (form.kind === 'SSH_KEY' && deployKey.value !== undefined)
    );
  });

  // The provider follows the address until somebody says otherwise.
  let chosen = begin !== undefined;
  watch(
    () => form.url,
    () => {
      form.hostKey = undefined;
      if (!chosen) form.provider = providerOf(form.url);
      if (!kinds.value.includes(form.kind)) form.kind = kinds.value[0] ?? 'NONE';
    },
  );

  function change(): RepositoryChange {
    const secret = form.secret ? { secret: form.secret } : {};
    const key =
      form.kind === 'SSH_KEY' && deployKey.value && !form.secret
        ? { deployKeyId: deployKey.value.id }
        : {};
    const name = parsed.value?.path;
    return {
      ...(saved() ? { id: saved()?.id } : {}),
      ...(name ? { name } : {}),
      url: form.url.trim(),
      provider: form.provider,
      poll: { ...form.poll },
      credential: {
        kind: form.kind,
        ...(form.user && form.kind !== 'NONE' ? { user: form.user } : {}),
        ...(form.kind === 'NONE' ? {} : { ...secret, ...key }),
        ...(form.hostKey ? { hostKey: form.hostKey } : {}),
      },
    };
  }

  let round = 0;
  async function test() {
    const mine = ++round;
    if (!whole.value) {
      result.value = undefined;
      testing.value = false;
      return;
    }
    testing.value = true;
    let answer: AccessResult;
    try {
      answer = await call(api.POST('/api/v1/repositories/test', { body: change() }));
    } catch (error) {
      const problem = asProblem(error);
      answer = { ok: false, code: problem.code, message: problem.message, hint: problem.hint };
    }
    if (mine !== round) return;
    testing.value = false;
    result.value = answer;
    // A repository that needs a login gets the field for one without being asked.
    if (answer.code === 'login-needed' && form.kind === 'NONE') form.kind = 'TOKEN';
  }
  const later = useDebounceFn(test, 600);
  watch(
    () => [
      form.url,
      form.kind,
      form.user,
      form.secret,
      form.hostKey,
      deployKey.value?.id,
      form.provider,
    ],
    () => {
      round++;
      result.value = undefined;
      testing.value = whole.value;
      void later();
    },
  );

  if (begin) {
    testing.value = true;
    void test();
  }

  const makeKey = useAction(async () => {
    deployKey.value = await call(api.POST('/api/v1/repositories/deploy-keys'));
  });

  const save = useAction(
    async () => {
      const body = change();
      const existing = saved();
      if (!existing) return call(api.POST('/api/v1/repositories', { body }));
      return call(
        api.PUT('/api/v1/repositories/{id}', { params: { path: { id: existing.id } }, body }),
      );
    },
    { quiet: true },
  );

  return {
    form,
    parsed,
    kinds,
    kept,
    whole,
    result,
    testing,
    deployKey,
    makeKey,
    save,
    test,
    chooseProvider: (provider: Provider) => {
      chosen = true;
      form.provider = provider;
    },
    trust: (key: HostKey) => (form.hostKey = key),
  };
}

export type RepositoryForm = ReturnType<typeof useRepositoryForm>;
