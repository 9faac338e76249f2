export { type MockAssistant, mockAssistant } from './mock-assistant.ts'
export { type MockMedia, type MockResource, mockMedia, mockStream } from './mock-media.ts'
export { type MockCall, type MockLine, type MockStack, type MockStackOptions, mockStack } from './mock-stack.ts'
