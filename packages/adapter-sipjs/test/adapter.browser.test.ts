import { inBrowser } from '../../adapter-jssip/test/scenarios/browser.ts'
import { sipjs } from '../src/index.ts'

inBrowser(sipjs)
