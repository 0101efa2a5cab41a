/** For tools that read TypeScript without Vue's compiler (lint): a .vue file is a component. vue-tsc knows better. */
declare module '*.vue' {
  import type { Component } from 'vue'
  const component: Component
  export default component
}
