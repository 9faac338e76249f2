import { describe, expect, test } from 'vitest'
import { readIntent, topicOf } from '../src/server/intent.ts'

describe('an extension', () => {
  test.each([
    ['extension 2001', '2001'],
    ['Transfer me to extension 2001', '2001'],
    ['transfer me to extension 2001, please!', '2001'],
    ['ext. 2005', '2005'],
    ['EXT 2005', '2005'],
    ['extension number 2001', '2001'],
    ['extention 2001', '2001'],
    ['extension 9999', '9999'],
    ['put me through to 2005', '2005'],
    ['put me trough to 2005', '2005'],
    ['connect me with 2001', '2001'],
    ['call 2001', '2001'],
    ['could you dial 2001 for me', '2001'],
    ['I do not know, transfer me to 2001', '2001'],
    ['2001', '2001'],
    ['2001 please', '2001'],
  ])('%s', (sentence, extension) => {
    expect(readIntent(sentence)).toEqual({ kind: 'transfer', extension })
  })
})

describe('support', () => {
  test.each([
    'transfer me to an agent',
    'transfer me to a human',
    'I want to talk to a real person',
    'Can I speak with someone?',
    'connect me with support',
    'connect me to technical support please',
    'I need support',
    'I’d like to speak to a representative',
    'agent',
    'an agent, please',
    'Human!',
    'a real person',
    'transfer me',
    'transfer please',
    'put me through',
    'give me an agent now',
    'is there a person I can talk to',
    'trasnfer me to an agnet',
    'tranfer me please',
    'conect me with suport',
    'I want to speek to a humen',
    "I don't understand, transfer me to an agent",
    "I can't log in, I want an agent",
  ])('%s', (sentence) => {
    expect(readIntent(sentence)).toEqual({ kind: 'transfer', department: 'support' })
  })
})

describe('sales', () => {
  test.each([
    'I want sales',
    'sales',
    'sales please',
    'transfer me to sales',
    'the sales team',
    'put me through to slaes',
    'could I talk to someone in sales?',
  ])('%s', (sentence) => {
    expect(readIntent(sentence)).toEqual({ kind: 'transfer', department: 'sales' })
  })
})

describe('no transfer', () => {
  test.each([
    ['Hello', 'hello'],
    ['good morning', 'hello'],
    ['What are your opening hours?', 'hours'],
    ['when do you close', 'hours'],
    ['what are the opening hours of sales', 'hours'],
    ['I want to know your opening hours for support', 'hours'],
    ['help', 'help'],
    ['can you help me', 'help'],
    ['What can you do?', 'abilities'],
    ['Are you a real person?', 'abilities'],
    ['are you human', 'abilities'],
    ['thanks a lot', 'thanks'],
    ['Hello, thank you', 'thanks'],
    ['bye', 'goodbye'],
    ["don't transfer me", 'stay'],
    ['I do not want an agent', 'stay'],
    ['no, please never connect me', 'stay'],
    ['I cannot connect to my wifi', 'unknown'],
    ['how do I transfer money', 'unknown'],
    ['I want 2001 apples', 'unknown'],
    ['my order is 123456', 'unknown'],
    ['', 'unknown'],
    ['???', 'unknown'],
    ['天気はどうですか', 'unknown'],
  ])('%s: %s', (sentence, kind) => {
    expect(readIntent(sentence)).toEqual({ kind })
  })

  test('a long sentence is read in no time', () => {
    const started = performance.now()
    readIntent('transfe '.repeat(63))
    readIntent('through me '.repeat(45))
    expect(performance.now() - started).toBeLessThan(200)
  })
})

describe('the topic', () => {
  test('is the caller’s words without control characters and spare space', () => {
    expect(topicOf('  I want\r\nX-Evil: 1\u0000 \u202e sales\t ')).toBe('I want X-Evil: 1 sales')
  })

  test('is at most 120 characters, and cuts none in two', () => {
    expect(topicOf('a'.repeat(500))).toHaveLength(120)
    expect(Array.from(topicOf('😀'.repeat(200)))).toEqual(Array.from({ length: 120 }, () => '😀'))
  })

  test('hides what must stay secret', () => {
    expect(topicOf('my PIN is 1234, transfer me', '1234')).toBe('my PIN is ****, transfer me')
  })
})
