import { playOnWire } from '../../contract-peer/test/support/wire-plays.ts'
import { sipjs } from '../src/index.ts'

playOnWire('SIP.js', () => sipjs())
