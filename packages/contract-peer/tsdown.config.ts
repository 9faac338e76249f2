import type { UserConfig } from 'tsdown'
import { library } from '../../tsdown.config.base.ts'

const entries = ['src/index.ts', 'src/browser/index.ts', 'src/vitest.ts', 'src/vitest-setup.ts', 'src/reporter.ts']

/** Only `browser` is for browsers, and it imports nothing of Node. */
const config: UserConfig = { ...library(...entries), platform: 'node' }

export default config
