import { lines } from '../../adapter-jssip/test/scenarios/line.ts'
import { sipjs } from '../src/index.ts'

lines(sipjs)
