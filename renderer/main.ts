/** The window's start: learn the environment, load its language, then show the program. */
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './app/App.vue'
import { useEnvironment } from './app/environment.ts'
import { createProgramRouter } from './app/router.ts'
import './styles/base.css'

const app = createApp(App)
app.use(createPinia())
await useEnvironment().start()
app.use(createProgramRouter())
app.mount('#app')
