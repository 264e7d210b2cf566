SELECT 1
SELECT * FROM items
SELECT i.name, count(*) FROM items i JOIN parts p ON p.item = i.id GROUP BY 1 HAVING count(*) > 0 ORDER BY 2
SELECT name FROM items WHERE name ILIKE '%a%' OR name ~ '^b' OR id = ANY (ARRAY[1, 2])
SELECT rank() OVER (PARTITION BY name ORDER BY id), sum(id) OVER w FROM items WINDOW w AS (ORDER BY id)
WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT sum(i) FROM n
WITH gone AS (DELETE FROM parts WHERE id = 1 RETURNING *) SELECT * FROM gone
SELECT * INTO copied FROM items
SELECT * FROM items FOR UPDATE
SELECT * FROM items FOR KEY SHARE
SELECT * FROM (SELECT * FROM items FOR SHARE) x
TABLE items
VALUES (1), (2)
SHOW search_path
EXPLAIN SELECT * FROM items
EXPLAIN (ANALYZE, TIMING off) SELECT * FROM items
EXPLAIN ANALYZE DELETE FROM parts WHERE id = 2
EXPLAIN ANALYZE CREATE TABLE explained AS SELECT 1
COPY (SELECT * FROM items) TO STDOUT
SELECT nextval('items_id_seq')
SELECT (SELECT setval('items_id_seq', 50))
SELECT count(*) FILTER (WHERE nextval('items_id_seq') > 0) FROM items
SELECT pg_advisory_lock(1)
SELECT pg_try_advisory_xact_lock(1, 2)
SELECT set_config('search_path', 'app', false)
SELECT set_config('work_mem', '1MB', true)
SET LOCAL work_mem = '2MB'
SELECT txid_current()
SELECT pg_current_xact_id_if_assigned(), txid_current_if_assigned()
SELECT lo_create(77)
SELECT lo_from_bytea(0, 'x')
SELECT pg_notify('a', 'b')
LISTEN a
PREPARE kept AS SELECT 1
DECLARE held CURSOR WITH HOLD FOR SELECT 1
LOCK TABLE items IN SHARE MODE
SELECT query_to_xml('DELETE FROM parts', true, true, '')
SELECT * FROM named
SELECT * FROM locking
SELECT 'x'::checked
SELECT shout('a')
SELECT length('a'), upper('b'), now(), gen_random_uuid(), random()
SELECT data -> 'a' ->> 'b', data @> '{}', jsonb_build_object('a', 1), jsonb_path_query(data, '$') FROM items
SELECT * FROM jsonb_to_recordset('[{"a": 1}]') AS x(a int)
SELECT to_tsvector('english', name) @@ plainto_tsquery('a') FROM items
SELECT * FROM generate_series(1, 3) WITH ORDINALITY g(a, b), LATERAL (SELECT a + 1) x
SELECT a FROM (VALUES (1)) v(a) GROUP BY GROUPING SETS ((a), ())
SELECT * FROM items TABLESAMPLE BERNOULLI (50)
SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r'
SELECT pg_get_viewdef('named'::regclass), pg_get_constraintdef(oid) FROM pg_constraint
SELECT column_name FROM information_schema.columns WHERE table_name = 'items'
SELECT has_table_privilege('items', 'SELECT'), to_regclass('items'), current_setting('work_mem')
SELECT * FROM pg_locks
SELECT xmlelement(name a, 1), xpath('/a', '<a/>')
SELECT pg_input_is_valid('1', 'integer')
SELECT int4range(1, 5) && int4range(2, 3), point(1, 2) <-> point(0, 0)
MERGE INTO items USING parts ON items.id = parts.item WHEN MATCHED THEN DO NOTHING
MERGE INTO items USING parts ON items.id = parts.item WHEN MATCHED THEN UPDATE SET name = 'm'
INSERT INTO items (name) VALUES ('z')
UPDATE items SET name = 'y' WHERE id = 1
TRUNCATE parts
CREATE TEMP TABLE passing (id int)
ANALYZE items
REFRESH MATERIALIZED VIEW frozen
COMMENT ON TABLE items IS 'things'
GRANT SELECT ON items TO PUBLIC
DO $$ BEGIN PERFORM 1; END $$
