import { jssip } from '../src/index.ts'
import { lines } from './scenarios/line.ts'

lines(jssip, async () => (await import('jssip')).default)
