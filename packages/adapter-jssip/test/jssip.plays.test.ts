import { playOnWire } from '../../contract-peer/test/support/wire-plays.ts'
import { jssip } from '../src/index.ts'

playOnWire('JsSIP', () => jssip())
