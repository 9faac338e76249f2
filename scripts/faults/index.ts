import { coreFaults } from './core.ts'
import type { PlantedFault } from './fault.ts'
import { jssipFaults } from './jssip.ts'
import { sipjsFaults } from './sipjs.ts'

export const faults: readonly PlantedFault[] = [...coreFaults, ...jssipFaults, ...sipjsFaults]
