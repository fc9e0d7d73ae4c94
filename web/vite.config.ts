import tailwindcss from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { fileURLToPath, URL } from 'node:url';
import { defineConfig } from 'vitest/config';
import { compiledMessages, slimVue } from './slim.ts';

// `npm run dev` serves the page from here and hands the API on to a Slipway that runs beside it.
const backend = process.env.SLIPWAY_URL ?? 'http://127.0.0.1:5001';

export default defineConfig({
  plugins: [slimVue(), compiledMessages(), vue(), tailwindcss()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // What the libraries may leave out of the bundle.
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __INTLIFY_DROP_MESSAGE_COMPILER__: true,
  },
  // Maven puts dist on the back end's class path, under /web.
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    manifest: true,
    // What every page uses is small and has many parts. A file for each would cost a round trip more than its bytes.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'icons', test: /@lucide/ },
            { name: 'ui', test: /\/src\/(ui|app|api)\//, minShareCount: 2, maxModuleSize: 5000 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': { target: backend, ws: true },
      '/healthz': backend,
      '/readyz': backend,
      '/metrics': backend,
    },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
});
