import { jssip } from '../src/index.ts'
import { credentials } from './scenarios/credentials.ts'

credentials(jssip)
