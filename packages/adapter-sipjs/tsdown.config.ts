import { library } from '../../tsdown.config.base.ts'

export default library('src/index.ts')
