-- Typed tables out of the text of the package (schema "cells"), where NULL is an empty cell.
-- What invented packages do not have is left out: weighted polls, bases and rounding units of
-- questions, and series of polls.

CREATE MACRO first_day(text) AS CASE length(text)
    WHEN 4 THEN CAST(text || '-01-01' AS DATE)
    WHEN 7 THEN CAST(text || '-01' AS DATE)
    ELSE CAST(text AS DATE) END;

CREATE MACRO final_day(text) AS CASE length(text)
    WHEN 4 THEN CAST(text || '-12-31' AS DATE)
    WHEN 7 THEN last_day(CAST(text || '-01' AS DATE))
    ELSE CAST(text AS DATE) END;

-- The first and the last day that an EDTF text allows; NULL where it is open.
CREATE MACRO earliest_of(edtf) AS first_day(nullif(regexp_extract(edtf, '^\[?([0-9-]+)', 1), ''));
CREATE MACRO latest_of(edtf) AS final_day(nullif(regexp_extract(edtf, '([0-9-]+)[?~%]?\]?$', 1), ''));

CREATE MACRO decimals_of(number) AS coalesce(length(split_part(number, '.', 2)), 0);

CREATE TABLE properties AS
SELECT * REPLACE (
    CAST(single_valued AS BOOLEAN) AS single_valued,
    CAST("symmetric" AS BOOLEAN) AS "symmetric",
    CAST(ends_independence AS BOOLEAN) AS ends_independence,
    CAST(forms_roster AS BOOLEAN) AS forms_roster,
    CAST(opens_coverage AS BOOLEAN) AS opens_coverage,
    CAST(additive AS BOOLEAN) AS additive,
    CAST(valid_for_days AS INTEGER) AS valid_for_days)
FROM cells.properties;

CREATE TABLE documents AS
SELECT *, earliest_of(as_of) AS as_of_earliest FROM cells.documents;

CREATE TABLE passages AS FROM cells.passages;
CREATE TABLE headings AS FROM cells.headings;
CREATE TABLE entities AS FROM cells.entities;
CREATE TABLE names AS FROM cells.names;
CREATE TABLE citations AS FROM cells.citations;
CREATE TABLE comparisons AS FROM cells.comparisons;
CREATE TABLE statements AS FROM cells.statements;

CREATE TABLE dates AS
SELECT * REPLACE (CAST(earliest AS DATE) AS earliest, CAST(latest AS DATE) AS latest) FROM cells.dates;

CREATE TABLE sequences AS
SELECT * REPLACE (
    CAST(minimum_lag_days AS BIGINT) AS minimum_lag_days,
    CAST(maximum_lag_days AS BIGINT) AS maximum_lag_days)
FROM cells.sequences;

CREATE TABLE relations AS
SELECT *,
    earliest_of("start") AS start_earliest, latest_of("start") AS start_latest,
    earliest_of("end") AS end_earliest, latest_of("end") AS end_latest
FROM cells.relations;

CREATE TABLE polls AS
SELECT * REPLACE (CAST(sample_size AS BIGINT) AS sample_size),
    latest_of(fieldwork) AS fieldwork_latest, latest_of(published) AS published_latest
FROM cells.polls;

CREATE TABLE questions AS
SELECT *, latest_of(asked) AS asked_latest FROM cells.questions;

-- Half a unit of the last of so many decimals.
CREATE TABLE halves AS
SELECT place AS places, CAST('0.' || repeat('0', CAST(place AS INTEGER)) || '5' AS DECIMAL(18, 13)) AS half
FROM range(0, 13) AS digits(place);

-- The values that a figure allows, from lo to hi, both NULL where nothing is known: a printed one
-- stands for all that round to it, but whole numbers of a count are exact. Scale words are not read.
CREATE TABLE figures AS
WITH numbers AS (
    SELECT *,
        CAST(low AS DECIMAL(18, 6)) AS lowest,
        CAST(best AS DECIMAL(18, 6)) AS middle,
        CAST(high AS DECIMAL(18, 6)) AS highest,
        qualifier = 'exactly' AND best IS NOT NULL AS is_exact,
        CASE WHEN rounded_to IS NOT NULL THEN CAST(rounded_to AS DECIMAL(18, 6)) / 2
            WHEN decimals_of(best) > 0 OR unit LIKE 'percent%' OR kind_of_number IN ('amount', 'rate')
            THEN CAST(half AS DECIMAL(18, 6)) ELSE 0 END AS margin
    FROM cells.figures
    LEFT JOIN (SELECT property_id AS measure_id, kind_of_number FROM properties) USING (measure_id)
    LEFT JOIN halves ON places = decimals_of(best)),
bounds AS (
    SELECT *,
        CASE WHEN is_exact THEN middle - margin ELSE lowest END AS bound_low,
        CASE WHEN is_exact THEN middle + margin ELSE highest END AS bound_high
    FROM numbers)
SELECT * EXCLUDE (is_exact, bound_low, bound_high, margin, kind_of_number, places, half),
    CASE WHEN coalesce(bound_low <= bound_high, true) THEN bound_low END AS lo,
    CASE WHEN coalesce(bound_low <= bound_high, true) THEN bound_high END AS hi,
    coalesce(qualifier = 'more-than', false) AS is_strict,
    coalesce(qualifier = 'less-than', false) AS is_strict_high,
    coalesce(bound_low, bound_high) IS NOT NULL AND coalesce(bound_low <= bound_high, true) AS is_known,
    CASE WHEN as_of IS NOT NULL THEN earliest_of(as_of) ELSE earliest_of(period) END AS time_first,
    CASE WHEN as_of IS NOT NULL THEN latest_of(as_of) ELSE latest_of(period) END AS time_last,
    as_of IS NULL AND period IS NOT NULL AS is_count
FROM bounds;

-- The shares that an answer allows, exactly: a printed one stands for all that round to it.
CREATE TABLE answers AS
WITH numbers AS (
    SELECT given.* EXCLUDE (low, high), low, high,
        qualifier = 'exactly' AND percent IS NOT NULL AS is_exact,
        decimals_of(percent) AS places,
        CAST(percent AS DECIMAL(18, 13)) AS share,
        CAST(low AS DECIMAL(18, 13)) AS lowest,
        CAST(high AS DECIMAL(18, 13)) AS highest
    FROM cells.answers AS given),
bounds AS (
    SELECT numbers.*,
        CASE WHEN is_exact THEN greatest(share - half, 0) ELSE coalesce(lowest, 0) END AS bound_low,
        CASE WHEN is_exact THEN least(share + half, 100) ELSE coalesce(highest, 100) END AS bound_high,
        is_exact OR low IS NOT NULL OR high IS NOT NULL AS is_given
    FROM numbers JOIN halves USING (places))
SELECT * EXCLUDE (bound_low, bound_high, is_given),
    is_given AND bound_low <= bound_high AS is_known,
    CASE WHEN is_given AND bound_low <= bound_high THEN bound_low END AS lo,
    CASE WHEN is_given AND bound_low <= bound_high THEN bound_high END AS hi
FROM bounds;

-- In which paragraph a passage stands.
CREATE TABLE paragraphs AS
WITH RECURSIVE upwards(passage_id, paragraph) AS (
    SELECT passage_id, passage_id FROM passages WHERE kind = 'paragraph'
    UNION ALL
    SELECT passages.passage_id, paragraph
    FROM upwards JOIN passages ON passages.parent_id = upwards.passage_id)
FROM upwards;

-- What an actor does as a separate party, with the days on which it may have done so.
CREATE TABLE acts AS
SELECT subject_id AS actor_id, predicate_id AS term, object_id AS partner_id,
    start_earliest AS first, start_latest AS last
FROM relations JOIN properties ON property_id = predicate_id
WHERE "start" IS NOT NULL AND agency IN ('subject', 'both')
UNION ALL
SELECT object_id, predicate_id, subject_id, start_earliest, start_latest
FROM relations JOIN properties ON property_id = predicate_id
WHERE "start" IS NOT NULL AND agency IN ('object', 'both')
UNION ALL
SELECT entity_id, property_id, NULL, earliest, latest
FROM dates JOIN properties USING (property_id)
WHERE agency = 'subject';

-- Which entity is a part of which, as relations say.
CREATE TABLE containments AS
SELECT passage_id, predicate_id, roster, start_earliest, end_latest,
    CASE containment WHEN 'subject' THEN subject_id ELSE object_id END AS part,
    CASE containment WHEN 'subject' THEN object_id ELSE subject_id END AS whole
FROM relations JOIN properties ON property_id = predicate_id
WHERE containment IS NOT NULL;

-- Figures of one measure that can be compared; series leaves the time out.
CREATE TABLE comparable AS
SELECT claim_id, lo, hi, is_strict, is_strict_high, single_valued,
    struct_pack(
        measure_id := measure_id,
        entity_id := CASE WHEN list_contains(keys, 'entity_id') THEN entity_id END,
        unit := CASE WHEN list_contains(keys, 'unit') THEN unit END,
        population_id := CASE WHEN list_contains(keys, 'population_id') THEN population_id END,
        breakdown := CASE WHEN list_contains(keys, 'breakdown') THEN breakdown END)
    AS series,
    CASE WHEN list_contains(keys, 'as_of') THEN as_of END AS at_time,
    CASE WHEN list_contains(keys, 'period') THEN period END AS over_time
FROM figures JOIN (
    SELECT *, string_split(comparability_keys, '|') AS keys FROM properties
    WHERE comparability_keys IS NOT NULL)
ON property_id = measure_id;

-- The values that comparisons compare.
CREATE TABLE compared AS
WITH sides AS (
    SELECT left_claim_id AS claim_id FROM comparisons
    UNION SELECT right_claim_id FROM comparisons)
SELECT answers.claim_id, lo, hi, false AS is_strict, is_known, is_exact, 'percent' AS unit,
    struct_pack(topic := topic, option := option, population_id := population_id) AS of_poll,
    NULL AS of_measure
FROM answers LEFT JOIN questions ON questions.claim_id = question_claim_id
SEMI JOIN sides ON sides.claim_id = answers.claim_id
UNION ALL
SELECT figures.claim_id, figures.lo, figures.hi, figures.is_strict, is_known, qualifier = 'exactly', unit,
    NULL, series
FROM figures LEFT JOIN comparable USING (claim_id)
SEMI JOIN sides ON sides.claim_id = figures.claim_id;

-- Comparisons with both of their sides; the right one of a label is 50 percent.
CREATE TABLE sides AS
WITH fixed AS (
    SELECT comparisons.*, relation IN ('majority', 'slight-majority', 'minority') AS is_label,
        CASE WHEN is_label THEN 50 WHEN right_claim_id IS NULL
            THEN CAST(constant AS DECIMAL(18, 6)) END AS fixed
    FROM comparisons)
SELECT fixed.claim_id, relation, right_claim_id, is_label,
    l.lo, l.hi, l.is_strict, l.unit, l.is_exact AND (r.is_exact OR fixed IS NOT NULL) AS are_exact,
    l.is_known AND (r.is_known OR fixed IS NOT NULL) AS are_known,
    coalesce(fixed, r.lo) AS other_lo, coalesce(fixed, r.hi) AS other_hi,
    CASE WHEN is_label THEN 'percent' WHEN fixed IS NOT NULL THEN l.unit ELSE r.unit END AS other_unit,
    l.of_poll = r.of_poll OR l.of_measure = r.of_measure AS is_series
FROM fixed
JOIN compared AS l ON l.claim_id = left_claim_id
LEFT JOIN compared AS r ON r.claim_id = right_claim_id;
