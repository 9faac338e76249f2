import { coreFaults } from './core.ts'
import { descriptionFaults } from './descriptions.ts'
import type { PlantedFault } from './fault.ts'
import { jssipFaults } from './jssip.ts'
import { messageFaults } from './messages.ts'
import { sipjsFaults } from './sipjs.ts'

export const faults: readonly PlantedFault[] = [
  ...messageFaults,
  ...descriptionFaults,
  ...coreFaults,
  ...jssipFaults,
  ...sipjsFaults,
]
