import { jssip } from '../src/index.ts'
import { inBrowser } from './scenarios/browser.ts'

inBrowser(jssip)
