/** The entry of the drop-in script's JsSIP: hands its module over on the script's own element. */
import * as JsSIP from 'jssip'
import { handOver } from './drop-in/own-jssip.ts'

const script = document.currentScript
const detail = 'UA' in JsSIP ? JsSIP : (JsSIP as { default: unknown }).default
script?.dispatchEvent(new CustomEvent(handOver, { detail }))
