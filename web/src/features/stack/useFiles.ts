import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { useDebounceFn } from '@vueuse/core';
import { computed, ref, shallowRef, watch } from 'vue';
import { useAction } from '@/api/action';
import { api, ApiProblem, call } from '@/api/client';
import { keys } from '@/api/keys';
import type { Diagnostic, StackFiles } from '@/api/types';
import { useLive } from '@/api/useLive';

/** The files of a stack as they are edited: what is on disk, what is on the page, and what is wrong with it. */
export function useFiles(stack: () => string) {
  const client = useQueryClient();
  const params = () => ({ path: { stack: stack() } });
  const query = useQuery({
    queryKey: computed(() => keys.files(stack())),
    queryFn: ({ signal }) =>
      call(api.GET('/api/v1/stacks/{stack}/files', { params: params(), signal })),
    refetchOnWindowFocus: 'always',
    staleTime: 0,
  });

  /** What the edit began from; differs from the query's data when the disk has changed meanwhile. */
  const base = shallowRef<StackFiles>();
  const compose = ref('');
  const env = ref('');
  const diagnostics = shallowRef<Diagnostic[]>([]);
  const checking = ref(false);

  const dirty = computed(
    () =>
      base.value !== undefined &&
      (compose.value !== base.value.compose || env.value !== base.value.env),
  );
  const disk = computed(() => query.data.value);
  const movedOn = computed(
    () =>
      base.value !== undefined && disk.value !== undefined && disk.value.hash !== base.value.hash,
  );

  function take(files: StackFiles) {
    base.value = files;
    compose.value = files.compose;
    env.value = files.env;
  }

  watch(
    disk,
    (files) => {
      if (files && (!base.value || !dirty.value)) take(files);
    },
    { immediate: true },
  );

  // Someone else's editor and git write to the same folder: the topic tells that something happened.
  const look = useDebounceFn(() => query.refetch(), 400, { maxWait: 2000 });
  useLive(
    () => `stack:${stack()}`,
    ({ type }) => {
      if (type === 'reset' || type.startsWith('stack.')) void look();
    },
  );

  let round = 0;
  const check = useDebounceFn(async () => {
    const mine = ++round;
    checking.value = true;
    try {
      const body = { compose: compose.value, env: env.value };
      const found = await call(
        api.POST('/api/v1/stacks/{stack}/validate', { params: params(), body }),
      );
      if (mine === round) diagnostics.value = found;
    } catch {
      // The server could not say; saving will.
    } finally {
      if (mine === round) checking.value = false;
    }
  }, 500);
  watch([compose, env], () => void check());

  const save = useAction(
    async () => {
      const hash = base.value?.hash ?? '';
      const body = { compose: compose.value, env: env.value, hash };
      try {
        const saved = await call(
          api.PUT('/api/v1/stacks/{stack}/files', { params: params(), body }),
        );
        take(saved);
        client.setQueryData(keys.files(stack()), saved);
        await client.invalidateQueries({ queryKey: keys.plan(stack()).slice(0, 3) });
        return saved;
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 409) await query.refetch();
        if (error instanceof ApiProblem && error.diagnostics.length > 0)
          diagnostics.value = error.diagnostics;
        throw error;
      }
    },
    { quiet: true },
  );

  return {
    query,
    compose,
    env,
    base,
    disk,
    dirty,
    movedOn,
    diagnostics,
    checking,
    save,
    /** Drops what was typed. */
    revert: () => disk.value && take(disk.value),
    /** Keeps what was typed, knowing that it replaces what is on disk now. */
    keepMine: () => (base.value = disk.value),
  };
}
