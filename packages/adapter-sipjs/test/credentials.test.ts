import { credentials } from '../../adapter-jssip/test/scenarios/credentials.ts'
import { sipjs } from '../src/index.ts'

credentials(sipjs)
