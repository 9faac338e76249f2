/// <reference path="../../contract-peer/src/jssip-parser.d.ts" />
import fc from 'fast-check'
import { parseMessage } from 'jssip/lib/Parser.js'
import { expect, test } from 'vitest'
import { readMessage } from '../../core/src/adapter/reader.ts'
import { anyMessage } from '../../core/test/support/any-message.ts'

test('JsSIP reads whatever the reader lets through', () => {
  fc.assert(
    fc.property(anyMessage, (text) => {
      const reading = readMessage(text)
      if (reading.ok) expect(parseMessage(reading.message, undefined), reading.message).toBeDefined()
    }),
    { numRuns: 500 },
  )
})
