describe select 1
describe t
from (describe select * from t)
from (describe t)
from (pivot t on x in (1,2) using sum(y))
from (summarize select 1)
from generate_series(1,2) with ordinality
from read_csv('x', columns={'a':'int'})
from read_parquet('x', filename:=true)
from read_parquet('x', filename=>true)
from read_parquet(path:='x')
from t as x(a,b)
from t positional join u asof join w on t.a>=w.a natural join v
from t select a
from t tablesample 10%
from t unpivot (v for n in (a,b))
select  x from t
select #1
select * exclude (a) replace (b+1 as b) rename (c as d) from t
select * from 'data/x.parquet'
select * from (values (1),(2)) t(a)
select * from range(3), lateral (select 1)
select * from summary((from t))
select * from system.main.read_text('x')
select * from t using sample reservoir(10 rows) repeatable (3)
select * from t where a = any(select 1) and a = any([1,2]) and a > all(select 2)
select * from t where x in (1,2) and y not in (select 3)
select * from t, lateral (select 1)
select * from unnest([1,2])
select 1 union all by name select 2
select ALL a from t group by all
select a from t group by rollup(a), cube(b)
select a ~ 'b', a like b escape 'c', a similar to 'x', a glob 'x'
select a: 1, b: 2 from c: tab
select a::varchar(3), b::decimal, c::timestamp with time zone, d::int[], e::row(x int), f::map(int,int), g::union(a int)
select coalesce(a,b), nullif(a,b), if(a,b,c), ifnull(a,b), greatest(a,b), a is not null, a isnull, a is true, a is not false
select columns('a.*') from t
select columns(x -> x like 'a%') from t
select count(*) filter (a), sum(distinct x order by y), percentile_cont(0.5) within group (order by a), first_value(a ignore nulls) over (rows between 1 preceding and current row exclude ties), lag(a,1,2) over (order by b), row_number() over w from t window w as (order by a)
select current_date, current_user, user, localtime
select current_timestamp, localtimestamp, current_time
select date_trunc('day', x), interval '1' day, interval (x) day
select distinct on (a) a from t order by all limit 10% offset 3
select list_filter([1], lambda x: x>1)
select list_transform(['a'], upper)
select map {'a':1}, array[1], (select 1), array(select 1)
select s.upper() from (select 'a' s)
select struct_pack(a:=1), {a:1}, map([1],[2]), union_value(a:=1)
select t.* from t
select trim(both 'x' from y), extract(year from d), position('a' in b), substring(a from 1 for 2), overlay('a' placing 'b' from 1), a at time zone 'UTC'
select unnest([1]), a::json, b->'x', b->>'y', x!, @x, ~y, -x, a^b, a**b, a//b
select x"a"
select x.y.z.lower()
select {'a':1}.a, [1,2][1:2], list_transform([1], lambda x: x+1), [x+1 for x in [1,2] if x>1]
summarize t
table t
values (1,2)
with q as materialized (select 1) select a.b, sum(x) filter (where y>1) over (partition by z order by w) from orders a join read_parquet(['data/x','b'], hive_partitioning=true) on true where x=$n order by 1 limit 3
with recursive t as (select 1 i union all select i+1 from t where i<3) select * from t
with recursive t(i,j) using key (i) as (select 1,2 union select i+1,j from t) select * from t
SELECT region, sum(amount)::DECIMAL(18,2) AS total, count(DISTINCT customer) AS customers, round(avg(amount), 2) AS mean FROM orders WHERE ordered_at >= $since::DATE AND region = ANY($regions) GROUP BY ALL ORDER BY total DESC NULLS LAST LIMIT 20
SELECT date_trunc('month', d) AS m, sum(x) OVER (PARTITION BY r ORDER BY d RANGE BETWEEN INTERVAL 7 DAYS PRECEDING AND CURRENT ROW) AS w, lag(x, 1, 0) OVER (ORDER BY d) AS p, ntile(4) OVER (ORDER BY x), percent_rank() OVER (ORDER BY x), cume_dist() OVER (ORDER BY x), nth_value(x, 2) OVER (ORDER BY d), dense_rank() OVER (ORDER BY x) FROM t
SELECT t.*, p.price FROM trades t ASOF LEFT JOIN prices p ON t.symbol = p.symbol AND t.at >= p.at
SELECT a.i FROM a SEMI JOIN b USING (i) ANTI JOIN c ON a.i = c.i CROSS JOIN d FULL OUTER JOIN e ON TRUE
SELECT json_extract_string(j, '$.a.b'), j->>'$.c', j.d, to_json({'a': 1}), from_json(j, '{"a":"INTEGER"}'), json_group_array(x) FROM t GROUP BY ALL
SELECT unnest(l), unnest(s, recursive := true), list_sort(l, 'DESC'), list_aggregate(l, 'sum'), list_reduce(l, lambda a, b: a + b), array_agg(x ORDER BY y DESC) FROM t
SELECT strftime(d, '%Y-%m'), strptime('2020', '%Y'), epoch_ms(d), d AT TIME ZONE 'Europe/Warsaw', extract('dow' FROM d), d + INTERVAL (n) DAYS, age(d, e) FROM t
SELECT regexp_extract(s, '(\d+)', 1), s ILIKE 'a%', s SIMILAR TO 'x+', s NOT LIKE '%b', s ^@ 'p', string_split(s, ','), format('{:,}', 1234), printf('%05d', 3), s[1:3], s || 'x', concat_ws('-', a, b) FROM t
SELECT CASE x WHEN 1 THEN 'a' WHEN 2 THEN 'b' ELSE NULL END, x IS NOT DISTINCT FROM y, x NOT BETWEEN 1 AND 2, x NOT IN (1, 2), COALESCE(x, y, 0), NULLIF(x, 0), GREATEST(x, y), x::UTINYINT, TRY_CAST(s AS INTEGER) FROM t
SELECT quantile_cont(x, [0.25, 0.5]), median(x), mode(x), histogram(x), approx_count_distinct(x), arg_max(a, b), max_by(a, b, 3), corr(x, y), regr_slope(y, x), stddev(x), bool_and(b), string_agg(s, ',' ORDER BY s), first(x), any_value(x), bit_xor(x) FROM t
SELECT a, b, grouping(a, b), count(*) FROM t GROUP BY GROUPING SETS ((a, b), (a), ()) HAVING count(*) > 1
SELECT * FROM t QUALIFY row_number() OVER (PARTITION BY a ORDER BY b DESC) = 1
WITH RECURSIVE days(d) AS (SELECT DATE '2020-01-01' UNION ALL SELECT d + 1 FROM days WHERE d < DATE '2020-01-31') SELECT * FROM days LEFT JOIN orders ON ordered = d
SELECT COLUMNS('^a') * 2, COLUMNS(* EXCLUDE (x)), min(COLUMNS(*)) FROM t
FROM (FROM t SELECT a, b WHERE a > $low) PIVOT (sum(b) FOR a IN ('x', 'y'))
SELECT * FROM (VALUES (1, 'a'), (2, NULL)) AS v(i, s) WHERE i = $i OR $i IS NULL
SELECT MAP {'a': 1}['a'], {'x': 1, 'y': {'z': 2}}.y.z, [1, 2, 3][-1], struct_pack(a := 1, b := 2), row(1, 2), union_value(k := 1), [x * 2 FOR x IN l IF x > 1] FROM t
SELECT s.upper().left(3), 'abc'.length(), l.list_filter(lambda x: x > 1) FROM t
SELECT st_astext(g), md5(s), sha256(s), hash(s), base64(b), hex(b), uuid_extract_version(u), typeof(x), pi(), e FROM t
SELECT 'a' < 'b' COLLATE NOCASE, 0x1F, 1_000, 1e3, .5, 'it''s', $$dollar$$, E'tab\t', TRUE, NULL FROM range(3) ORDER BY ALL
SELECT DISTINCT ON (a) a, b FROM t ORDER BY a, b DESC OFFSET 10
SELECT a FROM x EXCEPT ALL SELECT a FROM y INTERSECT SELECT a FROM z
SELECT * FROM generate_series(DATE '2020-01-01', DATE '2020-02-01', INTERVAL 1 DAY) g(d), range(1, 10, 2), unnest([1, 2]) WITH ORDINALITY
SELECT key, value FROM json_each('{"a": 1}')
SELECT x FROM t WHERE x IN (SELECT y FROM u) AND (a, b) IN ((1, 2), (3, 4)) AND x > ALL (SELECT 1) AND EXISTS (SELECT 1 FROM v WHERE v.x = t.x)
SELECT sum(x) FILTER (WHERE x > 0), count(*) FILTER (y), sum(DISTINCT x), count(), first(x ORDER BY y) FROM t
SELECT a AS "select", b "a b", 1 + 2 * 3 // 4 % 5 ** 2, ~1 & 2 | 3 << 4 >> 5, NOT a AND b OR c, -x, +x, x!, a IS TRUE, b IS NOT NULL FROM "my table"
