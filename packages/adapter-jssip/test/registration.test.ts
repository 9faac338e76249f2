import { jssip } from '../src/index.ts'
import { registrations } from './scenarios/registration.ts'

registrations(jssip)
