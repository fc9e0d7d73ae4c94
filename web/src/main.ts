import './styles/tokens.css';
import { createApp, h } from 'vue';

createApp({ render: () => h('main', 'Slipway') }).mount('#app');
