import { registrations } from '../../adapter-jssip/test/scenarios/registration.ts'
import { sipjs } from '../src/index.ts'

registrations(sipjs)
