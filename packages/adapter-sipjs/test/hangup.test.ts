import { hangingUp } from '../../adapter-jssip/test/scenarios/hangup.ts'
import { sipjs } from '../src/index.ts'

hangingUp(sipjs)
