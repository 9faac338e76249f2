import { reconnections } from '../../adapter-jssip/test/scenarios/reconnect.ts'
import { sipjs } from '../src/index.ts'

reconnections(sipjs)
