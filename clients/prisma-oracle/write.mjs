// Writes beside every FOLDER/*.prisma the script that Prisma's engine makes of it: FOLDER/*.sql.
// `npm ci --ignore-scripts && npm run write`. The engine is WebAssembly and needs no database: the
// one thing it asks for, the server's version, is answered here.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
const { bindMigrationAwareSqlAdapterFactory } = require('@prisma/driver-adapter-utils')
const engineFolder = path.dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
const glue = await import(path.join(engineFolder, 'schema_engine_bg.js'))
const { instance } = await WebAssembly.instantiate(
  readFileSync(path.join(engineFolder, 'schema_engine_bg.wasm')),
  { './schema_engine_bg.js': glue },
)
glue.__wbg_set_wasm(instance.exports)
instance.exports.__wbindgen_start()

const none = async () => {
  throw new Error('there is no database')
}
const TYPES = { int32: 0, boolean: 5, text: 7 }
const connection = {
  provider: 'postgres',
  adapterName: 'version-only',
  async queryRaw({ sql }) {
    if (!sql.includes('server_version_num')) throw new Error(`there is no database: ${sql}`)
    return {
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [TYPES.boolean, TYPES.text, TYPES.int32],
      rows: [[true, 'PostgreSQL 17.0', 170000]],
    }
  },
  executeRaw: none,
  executeScript: none,
  startTransaction: none,
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
  async dispose() {},
}
const factory = {
  provider: 'postgres',
  adapterName: 'version-only',
  connect: async () => connection,
  connectToShadowDb: async () => connection,
}

async function script(file) {
  const content = readFileSync(file, 'utf8')
  const name = path.basename(file)
  const engine = await glue.SchemaEngine.new(
    { datamodels: [[name, content]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  )
  const answer = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [{ path: name, content }] },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return answer.stdout ?? ''
}

const folder = process.argv[2]
for (const name of readdirSync(folder).filter((n) => n.endsWith('.prisma')).sort()) {
  const file = path.join(folder, name)
  writeFileSync(file.replace(/\.prisma$/, '.sql'), (await script(file)).trimEnd() + '\n')
}
