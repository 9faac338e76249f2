import { jssip } from '../src/index.ts'
import { gatherings } from './scenarios/gathering.ts'

gatherings(jssip)
