import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { useDebounceFn } from '@vueuse/core';
import { computed, ref, shallowRef, watch } from 'vue';
import { useAction } from '@/api/action';
import { api, ApiProblem, call } from '@/api/client';
import { keys } from '@/api/keys';
import type { StackFiles } from '@/api/types';
import { useLive } from '@/api/useLive';
import { changed, filesOf, textsOf, toSend, type Texts } from './stackFile';
import { useValidation } from './useValidation';

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
  const texts = ref<Texts>({});
  const files = computed(() => (base.value ? filesOf(base.value) : []));
  const dirty = computed(
    () => base.value !== undefined && changed(textsOf(base.value), texts.value).length > 0,
  );
  const disk = computed(() => query.data.value);
  const movedOn = computed(
    () =>
      base.value !== undefined && disk.value !== undefined && disk.value.hash !== base.value.hash,
  );

  function take(taken: StackFiles) {
    base.value = taken;
    texts.value = textsOf(taken);
  }

  watch(
    disk,
    (found) => {
      if (found && (!base.value || !dirty.value)) take(found);
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

  const { diagnostics, errors, checking } = useValidation(stack, () =>
    toSend(base.value, texts.value),
  );

  const save = useAction(
    async () => {
      const body = { ...toSend(base.value, texts.value), env: texts.value.env ?? '' };
      try {
        const saved = await call(
          api.PUT('/api/v1/stacks/{stack}/files', {
            params: params(),
            body: { ...body, hash: base.value?.hash ?? '' },
          }),
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
    files,
    texts,
    base,
    disk,
    dirty,
    movedOn,
    diagnostics,
    errors,
    checking,
    save,
    /** Drops what was typed. */
    revert: () => disk.value && take(disk.value),
    /** Keeps what was typed, knowing that it replaces what is on disk now. */
    keepMine: () => (base.value = disk.value),
  };
}
