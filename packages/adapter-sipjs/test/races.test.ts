import { hangUpRaces } from '../../adapter-jssip/test/scenarios/races.ts'
import { sipjs } from '../src/index.ts'

hangUpRaces(sipjs)
