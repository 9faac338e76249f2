import { promises } from '../../adapter-jssip/test/scenarios/promises.ts'
import { sipjs } from '../src/index.ts'

promises(sipjs)
