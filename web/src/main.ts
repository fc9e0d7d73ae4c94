import './styles/main.css';
import { VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import { cache } from './api/cache';
import { onSessionLost } from './api/client';
import App from './app/App.vue';
import { router, toLogin } from './app/router';
import { currentLanguage, i18n, loadMessages } from './i18n';
import { vTip } from './ui/tip';

document.documentElement.lang = currentLanguage();
onSessionLost(toLogin);

void loadMessages(['core']).then(() => {
  createApp(App)
    .use(i18n)
    .use(VueQueryPlugin, { queryClient: cache })
    .use(router)
    .directive('tip', vTip)
    .mount('#app');
});
