import { baseCompile } from '@intlify/message-compiler';
import type { Plugin } from 'vite';

/*
 * What keeps the first load small. Two libraries reach for "whatever Vue exports" and so pull all of Vue into the page
 * (server rendering and hydration included); and messages that are parsed here need no parser there.
 */

type Messages = { [key: string]: string | Messages };

/** Messages as the trees that vue-i18n makes of them at run time otherwise. */
export function compiledMessages(): Plugin {
  const compiled = (value: string | Messages, file: string): unknown => {
    if (typeof value === 'string') {
      const options = { jit: true, minify: true, optimize: true, onError: fail(file, value) };
      return baseCompile(value, options).ast;
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, compiled(inner, file)]),
    );
  };
  return {
    name: 'compiled-messages',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/i18n\/\w+\/\w+\.json$/.test(id)) return null;
      return { code: JSON.stringify(compiled(JSON.parse(code) as Messages, id)), map: null };
    },
  };
}

function fail(file: string, text: string) {
  return (error: Error) => {
    throw new Error(`${file}: “${text}”: ${error.message}`);
  };
}

const demi = '\0vue-demi';

/** vue-i18n and vue-demi with only what they use of Vue 3. */
export function slimVue(): Plugin {
  return {
    name: 'slim-vue',
    enforce: 'pre',
    resolveId: (source) => (source === 'vue-demi' ? demi : null),
    load: (id) => (id === demi ? "export * from 'vue'; export const isVue2 = false;" : null),
    transform(code, id) {
      if (!/\/vue-i18n\/dist\/vue-i18n\.\w*\.?mjs$/.test(id)) return null;
      const slim =
        "import { getCurrentInstance as present } from 'vue'; const Vue = { getCurrentInstance: present };";
      return { code: code.replace("import * as Vue from 'vue';", slim), map: null };
    },
  };
}
