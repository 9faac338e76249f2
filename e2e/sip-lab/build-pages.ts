export { buildPages as default } from '../../examples/start/src/pages.ts'
