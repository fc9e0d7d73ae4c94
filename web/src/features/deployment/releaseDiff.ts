import type { ReleaseDiff } from '@/api/types';

export function composeDiffers(diff: ReleaseDiff): boolean {
  return diff.compose.from !== diff.compose.to;
}

/** Whether anything differs of what is deployed; commits may be new and change none of it. */
export function contentDiffers(diff: ReleaseDiff): boolean {
  const { images, variables, files, settings } = diff;
  return (
    composeDiffers(diff) || [images, variables, files, settings].some((list) => list.length > 0)
  );
}
