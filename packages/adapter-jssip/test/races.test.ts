import { jssip } from '../src/index.ts'
import { hangUpRaces } from './scenarios/races.ts'

hangUpRaces(jssip)
