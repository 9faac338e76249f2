import { buildPages } from '../../examples/start/src/pages.ts'

/** The pages are built once, for every test. */
export default buildPages
