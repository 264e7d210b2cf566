// Prisma's own engine over a real database: a question a line on stdin, an answer a line on stdout.
// `node engine.mjs` is 7.10.1's, `node engine.mjs 6` is 6.19.3's.
// `npm ci --ignore-scripts`, then `echo '{"command":"diagnose","url":"postgresql://…","migrations":"…"}' | npm run ask`.
// The engine is the one of `prisma migrate`, as WebAssembly; `status` and `deploy` are made of these.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import readline from 'node:readline'

// Where the engine leaves its last words before it gives up.
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) }
const require = createRequire(import.meta.url)
const own = process.argv[2] === '6' ? 'prisma-6-' : '@prisma/'
const { bindMigrationAwareSqlAdapterFactory } = require(`${own}driver-adapter-utils`)
const { PrismaPg } = require(`${own}adapter-pg`)
const Result = require('pg/lib/result.js')
const engineFolder = path.dirname(require.resolve(`${own}schema-engine-wasm/schema_engine_bg`))
const glue = await import(path.join(engineFolder, 'schema_engine_bg.js'))
const { instance } = await WebAssembly.instantiate(
  readFileSync(path.join(engineFolder, 'schema_engine_bg.wasm')),
  { './schema_engine_bg.js': glue },
)
glue.__wbg_set_wasm(instance.exports)
instance.exports.__wbindgen_start()

// Types that come with the catalogs, one letter and names, and that an adapter does not know.
const TEXTS = new Map([
  [18, 25],
  [1002, 1009],
  [19, 25],
  [1003, 1009],
])
const addFields = Result.prototype.addFields
Result.prototype.addFields = function (fields) {
  addFields.call(this, fields)
  for (const field of this.fields) field.dataTypeID = TEXTS.get(field.dataTypeID) ?? field.dataTypeID
}

const EMPTY = 'datasource db {\n  provider = "postgresql"\n}\n'
const filters = { externalTables: [], externalEnums: [] }

function migrations(folder) {
  const text = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null)
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: text(path.join(folder, 'migration_lock.toml')) },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => {
      const content = text(path.join(folder, name, 'migration.sql'))
      return {
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: content === null ? { tag: 'error', value: 'no file' } : { tag: 'ok', value: content },
        },
      }
    }),
  }
}

async function answer(question) {
  const files = [{ path: 'schema.prisma', content: question.schema ?? EMPTY }]
  const engine = await glue.SchemaEngine.new(
    { datamodels: files.map((file) => [file.path, file.content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: question.url })),
  )
  const migrationsList = question.migrations ? migrations(question.migrations) : undefined
  const schema = { files }
  switch (question.command) {
    case 'diagnose':
      return engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters })
    case 'apply':
      return engine.applyMigrations({ migrationsList, filters })
    case 'resolve-applied':
      return engine.markMigrationApplied({ migrationsList, migrationName: question.name })
    case 'resolve-rolled-back':
      return engine.markMigrationRolledBack({ migrationName: question.name })
    case 'push':
      return engine.schemaPush({ force: false, schema, filters })
    case 'script':
      return engine.diff({
        from: { tag: 'empty' },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: null,
        shadowDatabaseUrl: null,
        filters,
      })
    case 'pull':
      return engine.introspect({
        schema,
        baseDirectoryPath: '.',
        force: question.force ?? false,
        compositeTypeDepth: -1,
        namespaces: null,
      })
    default:
      throw new Error(`no command ${question.command}`)
  }
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  try {
    console.log(JSON.stringify({ ok: (await answer(JSON.parse(line))) ?? {} }))
  } catch (problem) {
    console.log(JSON.stringify({ error: String(problem.message ?? problem), code: problem.code ?? '' }))
  }
}
process.exit(0)
